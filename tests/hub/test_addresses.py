"""Which address a phone is told."""

import ipaddress

from edge_service.hub.addresses import Interface, current_addresses, lan_addresses

LOOPBACK = Interface("lo", "127.0.0.1")


def test_the_address_of_the_default_route_comes_first() -> None:
    found = [Interface("eth0", "192.168.1.5"), Interface("wlan0", "10.0.0.7")]
    assert lan_addresses(found, "10.0.0.7") == ("10.0.0.7", "192.168.1.5")


def test_containers_and_link_local_addresses_are_left_out() -> None:
    found = [
        LOOPBACK,
        Interface("docker0", "172.17.0.1"),
        Interface("eth1", "169.254.3.4"),
        Interface("eth0", "192.168.1.5"),
    ]
    assert lan_addresses(found, None) == ("192.168.1.5",)


def test_home_networks_come_before_public_addresses() -> None:
    found = [Interface("a", "8.8.8.8"), Interface("b", "172.16.0.2"), Interface("c", "192.168.0.2")]
    assert lan_addresses(found, None) == ("192.168.0.2", "172.16.0.2", "8.8.8.8")


def test_a_machine_without_network_is_its_own_house() -> None:
    assert lan_addresses([LOOPBACK], None) == ("127.0.0.1",)


def test_this_machine_has_numeric_addresses() -> None:
    assert all(ipaddress.ip_address(address) for address in current_addresses())
