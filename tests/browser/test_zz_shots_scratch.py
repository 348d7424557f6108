import pytest
from pathlib import Path
from tests.browser.sample import owner_of_the_sample
from tests.browser.test_every_page import doorsteps, looked_at
from tests.browser.walking import a_page_of_each_route
pytestmark = pytest.mark.django_db(transaction=True)
def test_shots(page_at):
    o=owner_of_the_sample()
    pages=a_page_of_each_route(o, starts=doorsteps())
    out=Path("/tmp/coulisse/browser-shots")
    for width,theme in ((1440,"light"),(390,"light"),(390,"dark")):
        page=page_at(width,user=o,theme=theme)
        for route,address in pages.items():
            if theme=="dark" and route not in ("matin","people:contact","tasks:list","journal:list","documents:list","parameters:parameter"): continue
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=out/f"{route.replace(':','_')}-{width}-{theme}.png")
