"""What happened to a record, and the documents round it."""

from pathlib import Path

from factories import corpus_of, day, edge, record

from legalref.corpus import graph as graphs
from legalref.corpus.graph import Edge, graph
from legalref.corpus.timeline import Event, Step, timeline
from legalref.model import Rel

DECREE = record("24/2014/NĐ-CP", "2014-04-04", "Nghị định", effective="2014-05-20", expired="2025-03-01")
AMENDING = record("107/2020/NĐ-CP", "2020-09-14", "Nghị định")
CORRECTING = record("1200/QĐ-BNV", "2014-06-02")
REPLACING = record("45/2025/NĐ-CP", "2025-02-28", "Nghị định")
GUIDING = record("15/2021/TT-BNV", "2021-01-11", "Thông tư")
EDGES = [
    edge(AMENDING, Rel.AMENDS, DECREE, "2020-11-25"),
    edge(CORRECTING, Rel.CORRECTS, DECREE),
    edge(REPLACING, Rel.REPLACES, DECREE, "2025-03-01"),
    edge(GUIDING, Rel.GUIDES, DECREE),
]
ALL = [DECREE, AMENDING, CORRECTING, REPLACING, GUIDING]


def test_the_events_of_a_decree_in_order(tmp_path: Path) -> None:
    with corpus_of(tmp_path, ALL, EDGES) as corpus:
        found = timeline(DECREE, corpus)
    assert [(each.day, each.what, each.other.number if each.other else None) for each in found] == [
        (day("2014-04-04"), Step.ISSUED, None),
        (day("2014-05-20"), Step.EFFECTIVE, None),
        (day("2014-06-02"), Rel.CORRECTS, "1200/QĐ-BNV"),
        (day("2020-11-25"), Rel.AMENDS, "107/2020/NĐ-CP"),
        (day("2025-03-01"), Rel.REPLACES, "45/2025/NĐ-CP"),
    ]
    assert [each.from_issue for each in found] == [False, False, True, False, False]


def test_an_end_that_nobody_is_known_to_have_brought(tmp_path: Path) -> None:
    with corpus_of(tmp_path, ALL) as corpus:
        assert timeline(DECREE, corpus)[-1] == Event(day("2025-03-01"), Step.EXPIRED)
        assert timeline(AMENDING, corpus) == (Event(day("2020-09-14"), Step.ISSUED),)


def test_a_graph_reaches_as_far_as_it_is_asked_to(tmp_path: Path) -> None:
    edges = [edge(REPLACING, Rel.REPLACES, DECREE, "2025-03-01"), edge(GUIDING, Rel.GUIDES, REPLACING)]
    edges.append(edge(DECREE, Rel.REPLACES, record("9/2008/NĐ-CP", "2008-02-04", "Nghị định")))
    with corpus_of(tmp_path, ALL, edges) as corpus:
        near, far = graph(DECREE, corpus), graph(DECREE, corpus, depth=2)
    assert [node.label for node in near.nodes] == ["Nghị định 24/2014/NĐ-CP", "9/2008/NĐ-CP", "Nghị định 45/2025/NĐ-CP"]
    assert Edge(REPLACING.id, Rel.REPLACES, DECREE.id, day("2025-03-01")) in near.edges
    assert [node.label for node in far.nodes][3:] == ["Thông tư 15/2021/TT-BNV"]
    assert (len(far.edges), far.cut) == (3, False)


def test_a_graph_that_is_too_large_says_so(tmp_path: Path) -> None:
    many = [record(f"{number}/2020/TT-BTC", "2020-01-01", "Thông tư") for number in range(1, graphs.MOST_NODES + 5)]
    with corpus_of(tmp_path, [DECREE, *many], [edge(each, Rel.GUIDES, DECREE) for each in many]) as corpus:
        found = graph(DECREE, corpus)
    assert (len(found.nodes), found.cut) == (graphs.MOST_NODES, True)
    known = {node.id for node in found.nodes}
    assert all({each.source, each.target} <= known for each in found.edges)
