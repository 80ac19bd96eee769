"""A request as a view serves it."""

import logging

from shop_log import ids, set_up

set_up()
log = logging.getLogger("checkout")


class GatewayTimeout(Exception):
    code = "PSP_TIMEOUT"


with ids(
    request_id="0a1f9a7e-52d6-4f0b-9a8d-0c7e6c1f2a01",
    trace_id="4bf92f3577b34da6a3ce929d0e0e4736",
    checkout_token="c0ffee00c0ffee00c0ffee00c0ffee00",
):
    log.info("checkout opened")
    try:
        raise GatewayTimeout("Payment gateway timeout while placing order")
    except GatewayTimeout:
        log.exception("payment failed", extra={"email": "dana.kim@example.com"})
    with ids(order_id="gid://shopify/Order/5000000000085", order_name="#1085", customer_id="7000000000001"):
        log.warning("sold the last one", extra={"error_code": "STOCK_LOW", "cart_token": "hWN1-a-cart-token"})
        log.critical("cannot go on", extra={"error_code": "DB_GONE"})
