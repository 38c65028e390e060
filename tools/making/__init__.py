"""How the tables that were gathered become `corpus/`: one step a module, put together by tools/make_corpus.py."""
