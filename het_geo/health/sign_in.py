"""Is sign-in set up, does the provider answer, and can the file of roles be read?"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from het_geo.council import ADDRESS, council_here
from het_geo.errors import SignInError
from het_geo.framework.read import groups_below
from het_geo.health.asked import answer_of
from het_geo.health.finding import Finding, look, well, wrong
from het_geo.people.addresses import is_safe
from het_geo.people.claims import MAKE_SECRET, weakness
from het_geo.people.rules import PEOPLE, read_rules

FILES = "STREAMLIT_SECRETS_FILES"
SECRET = "HET_GEO_SECRET"
NEEDED = ("client_id", "client_secret", "server_metadata_url")
ENDPOINTS = ("authorization_endpoint", "token_endpoint")
GUIDE = "See docs/sign-in.md."


def secrets_files(root: Path) -> list[Path]:
    """Return where secrets may stand: as the environment says, or the usual two places."""
    if named := os.environ.get(FILES, "").strip():
        return [Path(one) for one in named.split(os.pathsep)]
    return [at / ".streamlit" / "secrets.toml" for at in (Path.home(), root)]


def auth_of(root: Path) -> dict[str, Any]:
    """Return the section ``[auth]`` of the secrets; empty where none is set up.

    Raises:
        SignInError: a file of secrets cannot be read.
    """
    auth: dict[str, Any] = {}
    for file in secrets_files(root):
        try:
            auth |= tomllib.loads(file.read_text("utf-8")).get("auth", {})
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            raise SignInError(f"{file} cannot be read: {error}") from error
    return auth


def sign_in_findings(root: Path) -> Iterator[Finding]:
    """Yield what is found of sign-in."""
    try:
        auth = auth_of(root)
    except SignInError as error:
        yield wrong("sign-in", str(error))
        return
    if not auth:
        yield _none(root)
        return
    yield from _open_to_all(root)
    yield from _set_up(auth)
    yield _roles(root)


def _none(root: Path) -> Finding:
    """Return that there is no sign-in; somebody who names files for it meant that there be one."""
    said = "No sign-in is set up: everybody reads, nobody changes."
    if not any(os.environ.get(name, "").strip() for name in (FILES, PEOPLE)):
        return well("sign-in", f"{said} {GUIDE}")
    files = ", ".join(str(one) for one in secrets_files(root))
    return look("sign-in", f"{said} There is no [auth] in {files}. {GUIDE}")


def _open_to_all(root: Path) -> Iterator[Finding]:
    for file in filter(Path.is_file, secrets_files(root)):
        if stat.S_IMODE(file.stat().st_mode) & stat.S_IROTH:
            said = f"{file} holds secrets, and every account of this machine may read it."
            yield look("sign-in", said)


def providers_of(auth: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the providers that secrets name; "default" is one without a name."""
    named = {key: value for key, value in auth.items() if isinstance(value, Mapping)}
    named = {key: value for key, value in named.items() if "client_id" in value}
    return {"default": auth} if "client_id" in auth else named


def _set_up(auth: Mapping[str, Any]) -> Iterator[Finding]:
    given = {"cookie_secret": str(auth.get("cookie_secret", ""))}
    if own := os.environ.get(SECRET, ""):
        given[SECRET] = own
    else:
        said = f"{SECRET} is not set: a new cookie_secret would change every reference."
        yield look("sign-in", said)
    for name, secret in given.items():
        if why := weakness(secret):
            said = f"{name} {why}: nobody can sign in. {MAKE_SECRET} {GUIDE}"
            yield wrong("sign-in", said)
    yield from _back(str(auth.get("redirect_uri", "")))
    found = providers_of(auth)
    if not found:
        yield wrong("sign-in", f"[auth] names no provider (client_id). {GUIDE}")
    for name, one in found.items():
        yield _provider(name, one)


def _back(address: str) -> Iterator[Finding]:
    """Yield what is wrong with the address that the provider leads back to."""
    public = council_here().address
    if not is_safe(address) or not address.endswith("/oauth2callback"):
        said = f"redirect_uri is “{address}”: give https://YOUR-ADDRESS/oauth2callback."
        yield wrong("sign-in", said)
    elif public and address != f"{public}/oauth2callback":
        yield look("sign-in", f"redirect_uri is {address}, and {ADDRESS} says {public}.")


def _provider(name: str, one: Mapping[str, Any]) -> Finding:
    lacking = [key for key in NEEDED if not one.get(key)]
    if lacking:
        return wrong("sign-in", f"The provider “{name}” has no {', '.join(lacking)}. {GUIDE}")
    address = str(one["server_metadata_url"])
    answer = answer_of(address) if is_safe(address) else None
    if answer is None or not all(key in answer.table for key in ENDPOINTS):
        said = f"The provider “{name}” does not describe itself at {address}: nobody can sign in."
        return wrong("sign-in", said)
    return well("sign-in", f"The provider “{name}” answers at {address}.")


def _roles(root: Path) -> Finding:
    try:
        rules = read_rules(groups_below(root))
    except SignInError as error:
        return wrong("sign-in", str(error))
    if not rules.rule:
        return look("sign-in", f"Nobody holds a role: {PEOPLE} names no rule. {GUIDE}")
    count = len(rules.rule)
    return well("sign-in", f"The file of roles can be read: {count} rule{'s' * (count > 1)}.")
