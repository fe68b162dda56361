# Receives bulletins of the hub. Start: python3 receiver.py webhook-secret 8080
import base64, hmac, json, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

secret = base64.b64decode(open(sys.argv[1]).read().strip().removeprefix("whsec_"))
seen = set()  # in earnest: a table with webhook-id as its key


def is_genuine(headers, body):
    id, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    signed = f"{id}.{at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
    given = headers.get("webhook-signature", "").split(" ")  # two while the secret is changed
    is_now = at.isdecimal() and abs(time.time() - int(at)) <= 300
    return is_now and any([hmac.compare_digest(expected.encode(), one.encode()) for one in given])


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        genuine = is_genuine(self.headers, body)
        if genuine:
            bulletin = json.loads(body)
            if bulletin["id"] not in seen:
                print(bulletin["subject"], json.dumps(bulletin["data"]["data"]), flush=True)
            seen.add(bulletin["id"])
        self.send_response(204 if genuine else 401)
        self.end_headers()


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Receiver).serve_forever()
