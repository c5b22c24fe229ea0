from benchmarks.prove_numbers import Plan, prove


def test_it_gives_sixteen_processes_numbers_without_gap_or_repeat(databases, empty_template, tmp_path):
    """The short form of `make prove`: some processes are killed while they issue."""
    url = databases.copy(empty_template)
    try:
        counts = prove(url, tmp_path, Plan(letters=40, processes=16, kills=20, seed=2567, finish=2))
    finally:
        databases.drop(url)
    assert counts.letters >= 40
    assert (counts.killed, counts.finished) == (20, 2)
