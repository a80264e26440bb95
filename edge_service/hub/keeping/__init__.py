"""Keeps a hub safe: backups, restoring, exports, and room on the disk."""
