"""Ten calls with the client that openapi-python-client has generated."""

import os
import sys
import time

sys.path.insert(0, sys.argv[1])

from electronics_parts_inventory_client import AuthenticatedClient
from electronics_parts_inventory_client.api.boxes import post_boxes
from electronics_parts_inventory_client.api.inventory import (
    delete_inventory_parts_by_part_key_stock,
    post_inventory_parts_by_part_key_stock,
)
from electronics_parts_inventory_client.api.kits import post_kits
from electronics_parts_inventory_client.api.parts import (
    get_parts,
    get_parts_by_part_key_locations,
    post_parts,
    put_parts_by_part_key,
)
from electronics_parts_inventory_client.api.types import get_types_by_type_id, post_types
from electronics_parts_inventory_client.models import (
    AddStock,
    BoxCreate,
    KitCreate,
    PartCreate,
    PartUpdate,
    RemoveStock,
    TypeCreate,
)

client = AuthenticatedClient(base_url=os.environ["BASE_URL"], token=os.environ["TOKEN"])
name = f"openapi-python-client {time.time_ns()}"

type_ = post_types.sync(client=client, body=TypeCreate(name=name))
assert type_.name == name, type_
part = post_parts.sync(client=client, body=PartCreate(description=name, type_id=type_.id, tags=["a"]))
changed = put_parts_by_part_key.sync(part.key, client=client, body=PartUpdate(package="0805"))
assert changed.package == "0805", changed
box = post_boxes.sync(client=client, body=BoxCreate(description=name, capacity=5))
added = AddStock(box_no=box.box_no, loc_no=2, qty=7)
stock = post_inventory_parts_by_part_key_stock.sync(part.key, client=client, body=added)
assert stock.qty == 7, stock
places = get_parts_by_part_key_locations.sync(part.key, client=client)
assert places[0].loc_no == 2, places
parts = get_parts.sync(client=client, limit=1, include="locations")
assert len(parts) == 1, parts
kit = post_kits.sync(client=client, body=KitCreate(name=name, build_target=2))
assert kit.name == name, kit
removed = delete_inventory_parts_by_part_key_stock.sync_detailed(
    part.key, client=client, body=RemoveStock(box_no=box.box_no, loc_no=2, qty=7)
)
assert removed.status_code == 204, removed
missing = get_types_by_type_id.sync(2_000_000_000, client=client)
assert missing.code == "RECORD_NOT_FOUND", missing
