"""Shows the hub in Home Assistant, through MQTT discovery."""

from edge_service.hub.home_assistant.bridge import Bridge

__all__ = ["Bridge"]
