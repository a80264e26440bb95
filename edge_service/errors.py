"""Every error a person can meet: a code for programs, a sentence for people, and a cure."""


class GoodwaveError(Exception):
    """Something went wrong that a person can understand and mend.

    `code` never changes once published; `message` says what happened, `hint` what to do.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadDedication(GoodwaveError):
    """What was asked for cannot be made as it stands."""

    code = "bad_dedication"


class EmptyMessage(BadDedication):
    code = "message_empty"


class MessageTooLong(BadDedication):
    code = "message_too_long"


class UnknownLanguage(BadDedication):
    code = "language_unknown"


class UnknownGenre(BadDedication):
    code = "genre_unknown"


class UnknownMood(BadDedication):
    code = "mood_unknown"


class UnknownTheme(BadDedication):
    code = "theme_unknown"


class UnknownVoice(BadDedication):
    code = "voice_unknown"


class UnknownLength(BadDedication):
    code = "length_unknown"


class Unpronounceable(BadDedication):
    """The phonemiser found nothing to sing in a word."""

    code = "word_unpronounceable"


class UnkindMessage(BadDedication):
    """The message would hurt somebody."""

    code = "message_unkind"


class HeavyMoment(UnkindMessage):
    """The message speaks of self-harm; the hint says who listens."""

    code = "message_heavy"


class UnreadableWish(BadDedication):
    """A dedication from another program that has what Goodwave does not know."""

    code = "wish_unreadable"


class MixedScripts(BadDedication):
    """The message is written in a script that its language does not use."""

    code = "message_script"


class BadLyrics(BadDedication):
    """Edited lyrics that cannot be sung."""

    code = "lyrics_unusable"


class BadMoment(BadDedication):
    """A time to deliver that is over, or none."""

    code = "moment_unusable"


class ModelError(GoodwaveError):
    code = "model_error"


class ModelMissing(ModelError):
    code = "model_missing"


class ModelCorrupt(ModelError):
    """A model file whose hash is not the catalog's."""

    code = "model_corrupt"


class SongCancelled(GoodwaveError):
    code = "song_cancelled"


class DiskFull(GoodwaveError):
    code = "disk_full"


class FolderTaken(GoodwaveError):
    """A song folder is already there and would be overwritten."""

    code = "folder_taken"


class BrokerGone(GoodwaveError):
    code = "broker_gone"


class DisplayOff(GoodwaveError):
    """A screen that is switched off: what was sent waits for it."""

    code = "display_off"


class QuietHours(GoodwaveError):
    """A screen that wants no songs at this hour: they wait for the end of it."""

    code = "quiet_hours"


class TelevisionUnpaired(GoodwaveError):
    """A television that has not let the hub in, or no longer does."""

    code = "television_unpaired"


class TelevisionRefused(GoodwaveError):
    """A television that let the hub in, and would not do what it was asked."""

    code = "television_refused"


class WorkerLost(GoodwaveError):
    """The process that makes songs died on one song again and again."""

    code = "worker_lost"


class PortTaken(GoodwaveError):
    code = "port_taken"


class DataDirUnusable(GoodwaveError):
    """The folder of songs and database cannot be read or written."""

    code = "data_dir_unusable"


class DatabaseDamaged(DataDirUnusable):
    """Pages of the database do not fit together, as after a disk that failed."""

    code = "database_damaged"


class HubRunning(GoodwaveError):
    """Another process has the data folder in use."""

    code = "hub_running"


class BackupDamaged(GoodwaveError):
    """A file that is no backup, or not a whole one."""

    code = "backup_damaged"


class OurMistake(GoodwaveError):
    """Something that should not happen; the log knows more."""

    code = "internal"


class NotFound(GoodwaveError):
    code = "not_found"


class Conflict(GoodwaveError):
    """The thing is in a state that does not allow what was asked."""

    code = "conflict"


class LastKeeper(Conflict):
    """Without this device nobody would look after the hub."""

    code = "last_keeper"


class NotAllowed(GoodwaveError):
    """Somebody without a token, or with one that is no longer good."""

    code = "token_needed"


class WrongScope(GoodwaveError):
    """A token that is good, but not for this."""

    code = "scope_needed"


class ForeignPage(GoodwaveError):
    """A request that a page of somebody else's sends, or one to a name that is not the hub's."""

    code = "foreign_page"


class StoreGone(GoodwaveError):
    """The S3-compatible store of finished songs cannot be reached, or refuses the hub."""

    code = "store_gone"


class TooManySongs(GoodwaveError):
    """One person's songs fill the share of the queue that one person may have."""

    code = "queue_share"


class TooManyTries(GoodwaveError):
    """Somebody tries too often: wrong codes, or more requests than a home needs."""

    code = "too_many_tries"


class InvitationSpent(TooManyTries):
    """Every song that an invitation was good for is made."""

    code = "invitation_spent"


class CodeWrong(GoodwaveError):
    code = "code_wrong"


class PairingPending(GoodwaveError):
    """Nobody has approved the screen yet; it asks again after `interval` seconds."""

    code = "authorization_pending"

    def __init__(self, interval: int) -> None:
        super().__init__("Nobody has let this screen in yet.", f"Ask again in {interval} seconds.")
        self.interval = interval


class PairingDenied(GoodwaveError):
    code = "access_denied"


class PairingEnded(GoodwaveError):
    code = "expired_token"


class BadUpload(GoodwaveError):
    code = "upload_corrupt"


class ConfigError(GoodwaveError):
    code = "config_error"
