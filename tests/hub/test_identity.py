"""The hub's id and its data folder."""

from pathlib import Path

import pytest

from edge_service.errors import DataDirUnusable
from edge_service.hub.identity import load_identity, open_data_dir


def test_the_id_stays_the_same_for_ever(tmp_path: Path) -> None:
    first = load_identity(tmp_path)
    assert load_identity(tmp_path) == first


def test_two_hubs_have_different_ids_and_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = load_identity(tmp_path / "a"), load_identity(tmp_path / "b")
    assert one.id != other.id
    assert one.broker_key != other.broker_key


def test_only_the_owner_can_read_the_broker_key(tmp_path: Path) -> None:
    load_identity(tmp_path)
    assert (tmp_path / "identity.json").stat().st_mode & 0o077 == 0


def test_a_damaged_identity_is_named_and_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "identity.json"
    file.write_text('{"id": "ab')
    with pytest.raises(DataDirUnusable, match=r"identity\.json"):
        load_identity(tmp_path)
    assert file.read_text() == '{"id": "ab'


def test_a_folder_that_cannot_be_written_is_named_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataDirUnusable, match="GOODWAVE_HUB_DATA_DIR"):
        open_data_dir(tmp_path / "file" / "data")
