"""Results → terminal, json, jsonl, csv. Formatters only render; what is said was decided before."""
