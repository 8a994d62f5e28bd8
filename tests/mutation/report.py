"""What tools/mutate prints: a row a file, then each change that survived."""
import sys


def table(outcomes, explained, out=None):
    """outcomes: site → the test that killed it, or None; explained: the keys of the list."""
    rows = []
    for file in sorted({site.file for site in outcomes}):
        mine = {site: killer for site, killer in outcomes.items() if site.file == file}
        alive = [site for site, killer in mine.items() if killer is None]
        known = sum(site.key() in explained for site in alive)
        rows.append((file, len(mine), len(mine) - len(alive), known, len(alive) - known))
    rows.append(("all", *(sum(row[i] for row in rows) for i in range(1, 5))))
    width = max(len(row[0]) for row in rows)
    print(f"{'file':{width}}  changes  killed  explained  survivors", file=out)
    for row in rows:
        print(f"{row[0]:{width}}  {row[1]:7}  {row[2]:6}  {row[3]:9}  {row[4]:9}", file=out)


def survivors(outcomes, explained, out=None):
    """Prints and counts those that nothing explains."""
    alive = [site for site, killer in outcomes.items() if killer is None and site.key() not in explained]
    print(f"\nSurvivors: {len(alive)}", file=out)
    for site in sorted(alive, key=lambda site: site.number):
        print(f"{site.file}:{site.line}: {site.text}\n    {site.change}   (number {site.number})", file=out)
    return len(alive)


def survivor(site):
    """As soon as it is known: a whole run takes a while."""
    print(f"survives: {site.number} {site.file}:{site.line}: {site.change}", file=sys.stderr, flush=True)


def progress(done, count, alive, seconds):
    if sys.stderr.isatty() or done % 200 == 0 or done == count:
        end = "\r" if sys.stderr.isatty() and done < count else "\n"
        print(f"{done} of {count} changes tried, {alive} survived, {seconds:.0f} s", end=end, file=sys.stderr, flush=True)
