"""The answer cards of a deck. What many receipts share stands in the file once."""

from __future__ import annotations

from html import escape

from het_geo.briefing.model import Answer, Card, Screen
from het_geo.sentences.receipts import Receipt


class Grounds:
    """What receipts rest on besides their numbers, each told once and referred to by its number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: dict[str, int] = {}

    def number(self, receipt: Receipt) -> int:
        """Return the number of a receipt's definitions, period, sources and caveats."""
        return self._held.setdefault(_ground(receipt), len(self._held))

    def markup(self) -> str:
        """Return a template for each, by its number."""
        return "".join(
            f'<template id="ground-{number}">{text}</template>'
            for text, number in self._held.items()
        )


def answers_of(screen: Screen, grounds: Grounds) -> str:
    """Return the cards of a screen: a section an area, in it an article a question."""
    return "".join(_card(card, grounds) for card in screen.cards)


def _card(card: Card, grounds: Grounds) -> str:
    articles = "".join(_answer(answer, grounds) for answer in card.answers)
    return f'<section data-area="{escape(card.area.label)}">{articles}</section>'


def _answer(answer: Answer, grounds: Grounds) -> str:
    numbers = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(number)}</td></tr>'
        for name, number in answer.receipt.numbers
    )
    table = f"<table><tbody>{numbers}</tbody></table>" if numbers else ""
    return (
        f'<article id="q-{escape(answer.id)}"><h3>{escape(answer.question)}</h3>'
        f'<p class="answer">{escape(answer.answer)}</p>'
        f'<p class="sure"><b>How sure?</b> {escape(answer.sure)}</p>'
        f"<details><summary>Receipt (r)</summary>{table}"
        f'<div data-ground="{grounds.number(answer.receipt)}"></div></details></article>'
    )


def _ground(receipt: Receipt) -> str:
    worked = f"<li>{escape(receipt.made)}</li>" + "".join(
        f"<li><b>{escape(m.name)}.</b> {escape(m.says)} <code>{escape(m.formula)}</code> "
        f"({escape(m.reference)})</li>"
        for m in receipt.measures
    )
    sources = "".join(
        f"<li>{_link(s.url, s.title)}, {escape(s.publisher)}. {escape(s.licence)}.</li>"
        for s in receipt.sources
    )
    caveats = "".join(f"<li>{escape(text)}</li>" for text in receipt.caveats)
    return (
        f"<h4>How it is worked out</h4><ul>{worked}</ul>"
        f"<h4>Period and source</h4><ul><li>{escape(receipt.period)}</li>{sources}</ul>"
        + (f"<h4>Before you use it</h4><ul>{caveats}</ul>" if caveats else "")
    )


def _link(url: str, text: str) -> str:
    """Return a link; the text alone where the address is none that a browser should follow."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noreferrer" target="_blank">{escape(text)}</a>'
