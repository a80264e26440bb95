"""Makes nominatives of German noun phrases, where the form of the article leaves no doubt."""

from collections.abc import Sequence

_DATIVE = frozenset(
    (
        "mit",
        "von",
        "zu",
        "bei",
        "aus",
        "nach",
        "seit",
        "in",
        "an",
        "auf",
        "unter",
        "über",
        "vor",
        "hinter",
        "neben",
    )
)
# Behind these, and at the beginning of a clause, "der" opens a nominative, or nothing does.
_CLAUSE = {
    *("und", "oder", "aber", "denn", "wo", "wenn", "dass", "als", "weil", "wie"),
    *("ist", "war", "steht", "sitzt", "liegt", "hängt", "kommt", "bis"),
}
_QUANTITY = {
    *("jede", "jeden", "jeder", "jedes", "alle", "allen", "viele", "vielen", "keine", "keinen"),
    *("diese", "diesen", "dieser", "dieses"),
}
_POSSESSIVE = ("mein", "dein", "unser", "ihr", "ein")


def german_nominative(tokens: Sequence[str], start: int, articles: frozenset[str]) -> list[str]:
    """Return the noun phrase that opens at an article, as a nominative, or nothing where in doubt."""
    end = start + 1
    while end < len(tokens) and tokens[end].islower() and tokens[end].endswith(("e", "en", "er", "es")):
        end += 1
    if end >= len(tokens) or not tokens[end][0].isupper() or tokens[end].lower() in articles:
        return []
    if (articles | _QUANTITY) & set(tokens[start + 1 : end]):
        return []
    noun = [tokens[end]]
    if end + 1 < len(tokens) and tokens[end + 1][:1].isupper() and end + 1 < len(tokens):
        noun.append(tokens[end + 1])
    before = tokens[start - 1].lower() if start else ""
    return _turned(tokens[start].lower(), list(tokens[start + 1 : end]), noun, before)


def _turned(article: str, adjectives: list[str], noun: list[str], before: str) -> list[str]:
    stem = next((stem for stem in _POSSESSIVE if article.startswith(stem)), "")
    ending = article.removeprefix(stem) if stem else ""
    many = noun[-1].endswith("n")
    if article in ("die", "das") or ending == "e" or (stem and not ending):
        return [article, *adjectives, *noun]
    if article == "der":
        if before in _DATIVE:
            return ["die", *_weak(adjectives, "e"), *noun]
        return [article, *adjectives, *noun] if before in _CLAUSE or not before.isalpha() else []
    if article == "den":
        return [] if before in _DATIVE and many else ["der", *_weak(adjectives, "e"), *noun]
    if article == "zur":
        return ["die", *_weak(adjectives, "e"), *noun]
    if stem and ending == "en":
        return [] if before in _DATIVE and many else [stem, *_weak(adjectives, "er"), *noun]
    if stem and ending == "er" and before in _DATIVE:
        return [stem + "e", *_weak(adjectives, "e"), *noun]
    if stem and ending == "em" and not adjectives:
        return [stem, *noun]
    return []


def _weak(adjectives: Sequence[str], ending: str) -> list[str]:
    """Give adjectives in "-en" another ending."""
    return [word.removesuffix("en") + ending if word.endswith("en") else word for word in adjectives]
