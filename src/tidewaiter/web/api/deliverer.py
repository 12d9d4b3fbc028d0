"""The thread that tells webhooks what is new, started with the workbench and ended with it."""

import datetime
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tidewaiter.cases.duties import duties
from tidewaiter.cases.reports import LawReports
from tidewaiter.web.api.sending import Sent, send, signature
from tidewaiter.web.api.webhook_news import News, of_duties, of_faults
from tidewaiter.web.api.webhook_store import Outgoing, Webhook, Webhooks
from tidewaiter.web.office import Office

SECONDS = 5
RARELY = datetime.timedelta(minutes=10)
AT_ONCE = 4
_log = logging.getLogger("tidewaiter.webhooks")


class Deliverer:
    """Looks for news every few seconds, and sends what is due."""

    def __init__(self, office: Office, webhooks: Webhooks) -> None:
        self._office, self._webhooks = office, webhooks
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._looked: datetime.datetime | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is being sent."""
        self._stopping.set()
        self._thread.join()

    def once(self, now: datetime.datetime) -> int:
        """Look for news and send what is due; how many messages were sent."""
        active = [each for each in self._webhooks.all() if each.ended == ""]
        if len(active) == 0:
            return 0
        for webhook in active:
            self._collect(webhook, now)
        if self._looked is None or now - self._looked >= RARELY:
            self._collect_rarely(active, now)
            self._looked = now
        return self._send_due(now)

    def _run(self) -> None:
        while not self._stopping.wait(SECONDS):
            try:
                self.once(self._office.now())
            except Exception as error:
                # the thread goes on; the kind alone is told, as the rest may name somebody
                _log.warning("webhooks wait: %s", type(error).__name__)

    def _collect(self, webhook: Webhook, now: datetime.datetime) -> None:
        while self._webhooks.follow(webhook.id, now) and not self._stopping.is_set():
            pass
        self._webhooks.tell_lists(webhook.id, self._office.kept_lists(), now)

    def _collect_rarely(self, active: list[Webhook], now: datetime.datetime) -> None:
        office, wanting = self._office, [each for each in active if "duty.overdue" in each.events]
        if len(wanting) > 0:
            reports = LawReports(office.law, office.limits.follow_up_days.report)
            owed = duties(office.standing, office.limits, now, reports=reports)
            for webhook in wanting:
                since = datetime.datetime.fromisoformat(webhook.made)
                self._webhooks.tell(webhook.id, of_duties(owed, since, now), now)
        if self._webhooks.walk_due(now.date()):
            self._webhooks.tell_walk(self._faults(), now)
        self._webhooks.sweep(now)

    def _faults(self) -> Iterator[News]:
        return of_faults(self._office.ledger.verify())

    def _send_due(self, now: datetime.datetime) -> int:
        due = self._webhooks.take_due(now)
        if len(due) == 0:
            return 0
        with ThreadPoolExecutor(AT_ONCE) as senders:
            for outgoing, sent in zip(due, senders.map(self._send, due), strict=True):
                self._webhooks.settle(outgoing, sent, now)
        return len(due)

    def _send(self, outgoing: Outgoing) -> Sent:
        at, body = self._office.now(), outgoing.body.encode()
        headers = {
            "content-type": "application/json",
            "webhook-id": outgoing.id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature(outgoing.secret, outgoing.id, at, body),
        }
        private = self._office.settings.private_webhooks
        return send(outgoing.url, headers, body, private=private)
