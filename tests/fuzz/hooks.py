"""Hooks of the fuzzer: they put real ids into requests, keep the fuzzer from locking itself out, and list the right refusals of well-formed
requests.

Each rule has its reason. run.mjs sets the variables; things.mjs creates the resources to which the rules refer."""

import atexit
import json
import os
import re
import zlib
from base64 import b64decode
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone

import jsonschema_rs
import requests
import schemathesis
from schemathesis.transport.serialization import Binary

WRITES = {'POST', 'PUT', 'PATCH', 'DELETE'}

with open(os.environ['FUZZ_THINGS']) as file:
    THINGS = json.load(file)
NEIGHBOUR = THINGS['neighbour']
PICTURE = b64decode(THINGS['picture'])
IDS = THINGS['ids']
KEPT = {identifier for identifiers in IDS.values() for identifier in identifiers}

# The key in use, its user and its organization. If the fuzzer revoked or rotated the key, removed its scopes, or demoted or deleted its
# user or its organization, every later response would be a 401. The same operations run in full on every other key, user and organization.
OWN = set(THINGS['own'])

# Operations that cannot succeed here. Every other operation must have succeeded at least once. With --deep, the run
# fails otherwise; without it, the operations are printed.
NEVER_IN = {
    'generation': {'receiveCallback': 'the token is signed, and only a provider that calls back gets one'},
    'config': {
        'setUp': 'a platform is set up once, before the fuzzer comes',
        'createDataKey': 'needs the cookie of a browser; a call with a key has no session',
        'reviewAuthorization': 'needs the cookie of a browser; a call with a key has no session',
        'decideAuthorization': 'needs the cookie of a browser; a call with a key has no session',
        'issueToken': 'needs a code, which only a person in the browser can give',
        'getSession': 'needs the cookie of a browser; a call with a key has no session',
        'deleteSession': 'needs the cookie of a browser; a call with a key has no session',
    },
}[os.environ['FUZZ_CONTRACT']]

# Data that an instance defines is parsed by special parsers, which report faults with these words at these positions. The first row has the
# words of zod; the others are those of src/providers/custom: wire.ts and like.ts, wire-parts.ts, wire-forms.ts, wire-templates.ts.
FORM = (
    r'Invalid (input|option|string|key in record)(: .*)?|Invalid discriminator value. .*|Unrecognized keys?: .*|Too (small|big): .*'
    r'|must be (2 to 39 of a-z, .*|up to 100 of a-z, .*|WIDTHxHEIGHT|an address|one of qualities|the id of a built-in provider .*)'
    r'|must not step up|occurs twice|may have generate, .*|has .*, which is not a member; allowed are .*'
    r'|goes deeper than 16 levels|has more than \d+ (values|characters|placeholders)'
    r'|has a fragment \(#…\), which is never sent: leave it out|has {{id}}, which is not known before the request: .*'
    r'|must be (a header name|printable ASCII|min at least|a JSON pointer such as /data/\*/url(, where \* stands for .*)?)'
    r'|must begin with a slash|must have {{id}}(, or the body)?|is not yours to set|are 40 at most|needs at or image_out'
    r'|is needed, (a pointer to .*|or status|or address, .*)|is needed: (is and words are looked for there|the values of status that mean done)'
    r'|is needed of a required option: .*|must not be there with kind bytes: .*|and (cost_usd|path) say the same: leave one out'
    r'|needs a part of the answer, such as {{/file}}|is sent by POST alone: .*|has {{.*}}; a poll knows .*'
    r'|must be (one of .*|a text of at most \d+ characters|true or false|a (whole )?number from .* to .*)|is for type text|and max are for numbers'
    r'|has more than 16 \$each and \$input|is not a member of \$(each|input|if|map), which has .*'
    r'|must be (0 to 15: 0 is the first input|"inputs"|0 to 16|1 to 16|the name of a placeholder without braces, or .*)'
    r'|must be (a list of (image, reference, style, character|up to 50 texts, .*)|a text with placeholders, .*|an object: what is to be sent .*)'
    r'|is needed, (the template of one input|or else)|must not have \$each'
    r'|is sent nowhere: put {{option\..*}} into a request|{{.*}} is not declared; (declare it in options|options has .*)'
    r'|{{.*}} is not a placeholder; use one of .*|{{.*}} may be there once, and once in each \$each or \$input'
    r'|sends more than 32 pictures: give \$each a take|{{.*_file}} is a part of a form: set encoding to multipart'
    r"|{{.*_file}} must be a member's whole value|{{image_uploaded}} needs upload in the definition"
    r'|must be an object: each member is a part of the form|has {{.*}}: the path of a request may have .*|has {{.*}}; an upload knows .*'
)
# Parameters that a definition declares, but that the requests of its provider cannot express: their values would be lost.
CLAIM = (
    r'.*; leave this out|\w+ needs a (prompt|picture|mask): put .* into the request’s body, or leave \w+ out'
    r'|describe answers a text, and .*: add response.texts, or leave it out|\w+ answers pictures: add response.images, or leave it out'
    r'|(this is not a supported model at Bedrock|Stability has no such service); docs/admin/providers/(?:bedrock|stability).md lists them'
    r'|\w+ would be sent as \w+ is: put {{operation}} into .*|the request’s body has no .*: put it there, or .*'
    r'|{{image_address}} and {{image_base64}} have room for one picture: .*|no operation of this model takes a picture as \w+: leave it out'
    r'|[a-z0-9._-]+ is sent no .* for these operations: .*|\w+ needs a picture: allow inputs, with the role image|must be true for inpaint'
    r'|per_token needs a count of tokens in the answers: (add response.usage, .*|[a-z0-9._-]+ gives none), or choose another kind of price'
)
LIMIT = (
    r'the scope instance takes no target|limit must be at least 1(; to stop everything, .*)?|concurrency takes no window and no burst'
    r'|(requests|images|tokens) takes window_seconds, and no window'
    r'|cost_micros (takes window: day or month, and no window_seconds|is for the scopes instance, project and key|takes no burst)'
)
PRICE_PLACE = (
    r'(/(kind|rules(/\d+(/(operation|size|quality|resolution|input|micros))?)?|[a-z_]+_micros|max_output_tokens'
    r'|(estimate|most)(/\d+(/(quality|size|resolution|output_tokens|cells))?)?))?'
)
MODEL_PLACE = (
    r'(id|name|description|provider_model|default_size|max_images|default_quality|max_prompt_length|mask'
    r'|(operations|formats|qualities|styles|backgrounds|parameters)(/\d+)?'
    r'|size(/(kind|(sizes|ratios|resolutions)(/\d+)?|multiple_of|min_edge|max_edge|max_pixels|max_ratio))?'
    rf'|inputs(/(max|max_bytes|(roles|formats)(/\d+)?))?|source(/(url|date))?|price{PRICE_PLACE})'
)
HEADERS_PLACE = r'headers(/[^/]*)?'
REQUEST_PLACE = rf'request(/(method|path|encoding|{HEADERS_PLACE}|body(/[^/]*)*))?'
RESPONSE_PLACE = (
    r'response(/(images|kind|picture_path|picture_auth|texts|seed|revised_prompt|cost_usd'
    r'|leave_out(/\d+(/(at|kind|is(/\d+)?))?)?|cost(/(at(/\d+)?|per_usd|from))?|usage(/(at|(text|image)_(in|out)(/\d+)?))?))?'
)
POLL_PLACE = (
    rf'poll(/(id|path|address|method|{HEADERS_PLACE}|body(/[^/]*)*|status|(done|failed|canceled|pending_status)(/\d+)?'
    r'|progress|progress_max|interval_ms|cancel(/(method|path|means))?))?'
)
PROVIDER_PLACE = (
    rf'(id|name|like|base_url|verify_path|timeout_ms|auth(/(kind|name|prefix))?|{HEADERS_PLACE}|{REQUEST_PLACE}|{RESPONSE_PLACE}|{POLL_PLACE}'
    r'|options(/[^/]*(/(type|description|values(/\d+)?|min|max|max_length|default|required|example))?)?'
    rf'|upload(/(method|path|encoding|{HEADERS_PLACE}|body(/[^/]*)*|result|send_to(/(address|method|fields))?))?'
    rf'|by_operation(/[^/]*(/({REQUEST_PLACE}|{RESPONSE_PLACE}|{POLL_PLACE}))?)?'
    r'|error(/((message|code|refused|bad_credential|no_credit|rate_limited)(/\d+)?'
    r'|rules(/\d+(/(kind|billed|(at|is|words|status)(/\d+)?))?)?))?'
    rf'|models(/\d+(/{MODEL_PLACE})?)?)'
)

SAFETY = r'(is not a safety setting of .*|must be (true or false|an integer, \d to \d|one of the texts .*))'

# Faults that JSON Schema cannot express, or only by a union over the whole body, which would spoil the generated clients. The contract
# describes each in words; the response is a 400 with a pointer. A row has a pattern for the whole pointer, a pattern for the whole message,
# and the reason.
MEANING = [
    (r'/(query|body)/.*', r'must be in the years 0 to 9999 in UTC', 'depends on the offset of the time'),
    (r'/body/(file|image.*|mask)', r'is the name of a file as a text; .*', 'a text such as @day.png, which is a file to curl only'),
    (r'/query/cursor', r'is not a (next_)?cursor', 'a cursor is opaque and signed: only the server can know it'),
    (r'/query/from', r'must be before .to.', 'compares two parameters'),
    (r'/query/from', r'(must be )?at most .*', 'compares two parameters'),
    (r'/body/expires_at', r'must be in the future', 'compares with the clock'),
    (r'/body/image', r'(is required|has \d+ pictures, more than 16)', 'image or image[] in a form: two names for one field'),
    (r'/body/(prompt|mask)', r'is needed for \w+( with .*)?', 'depends on the operation, and on the model'),
    (r'/body/mask', r'has no meaning for \w+', 'depends on the operation'),
    (r'/body/inputs', r'needs at least one input with role image for \w+', 'depends on the operation'),
    (r'/body/inputs', r'cannot have a picture with role image for generate; use edit or remix', 'depends on the operation'),
    (r'/body/n', r'cannot be more than 1 for describe, .*', 'depends on the operation'),
    (r'/body/(aspect_ratio|resolution)', r'cannot be sent together with `size`: .*', 'compares two fields'),
    (r'/body/output/background', r'cannot be transparent for a jpeg; .*', 'compares two fields'),
    (r'/body/provider_options', r'must have at most .* characters as JSON', 'a length over a whole subtree'),
    (r'/body/(inputs/\d+|mask|image.*)(/.*)?', r'is not an asset of this project', 'names something that must exist'),
    (r'/body/fields(/.*)?', r'(is not a field of .*|is needed.*)', 'the fields are those of the provider in the path'),
    (r'/body/base_url', r'is needed for .*', 'depends on the provider in the path'),
    (r'/body/verify_first', r'cannot be done with this provider', 'depends on the provider of the credential'),
    (r'/body/(settings/)?(delivery_base_url|worker_url)', r'must be http or https, without user, query and fragment', 'parts of an address'),
    (r'/body/(settings/)?retention/record_rows', r'is \d+; allowed are 0, .*', 'zero, or a bound of its own'),
    (r'/body/(settings/)?cors_origins/\d+', r'is not an origin: .*', 'a host name has rules of its own'),
    (r'/body/(settings/)?(default_model|fallback_chain(/\d+)?)', r'is not a model or alias of this instance', 'names something that must exist'),
    (r'/body/(settings/)?content_policy/provider_safety/[^/]*', r'is not a provider with safety settings; .*', 'names something that must exist'),
    (r'/body/(settings/)?content_policy/provider_safety/[^/]*/[^/]*', SAFETY, 'the settings are those of the provider that is named'),
    (r'/body/(project_id|user_id)', r'(is needed for a project key|is not for a (user|project) key|is not a project of this instance)', 'depends on kind'),
    (r'/body/limits/\d+', LIMIT, 'compares the fields of a limit'),
    (r'/body/limits/\d+', r'has the (scope, target, )?metric and window of /body/limits/\d+; keep one of the two', 'compares entries'),
    (r'/body/limits/\d+/target', r'is not a (project|key|provider|model) of this (file or )?instance', 'names something that must exist'),
    (r'/body/limits/\d+/target', r'a file holds no limits for single keys', 'depends on the scope'),
    (r'/body/(models|aliases)/\d+/(model|alias)', r'is not a model of the catalogue|occurs twice', 'names that must exist, or be unique'),
    (r'/body/(models|providers)/\d+/connections/\d+/id', r'is not a connection of this instance|calls .*, not .*|occurs twice', 'names of what must exist'),
    (r'/body/(models|providers)/\d+/connections', r'have weights only in part: .*', 'compares the entries of a list'),
    (r'/body/providers/\d+/provider', r'is not a provider of this instance|occurs twice', 'names that must exist, or be unique'),
    (
        r'/body/provider',
        r'must be .*, because that provider has this id; .*|is not a provider of this instance; .*|is .* and cannot be changed; .*',
        'depends on the path, and on the stored connection',
    ),
    (r'/body/custom_(models|providers)/\d+(/models/\d+)?/id', r'is the name of another (model|provider)', 'names that must be unique'),
    (rf'/body/models/\d+/price{PRICE_PLACE}', FORM, 'a price is data whose form depends on its kind'),
    (rf'/body/custom_models?(/\d+)?(/provider|/{MODEL_PLACE})?', FORM, 'a model as data, whose form depends on its sizes and price'),
    (rf'/body/custom_models?(/\d+)?/{MODEL_PLACE}', CLAIM, 'compares what it offers with what the adapter of its provider can send'),
    (r'/body/custom_models?(/\d+)?/provider', r'is not a provider of the platform', 'names something that must exist'),
    (rf'/body/custom_providers?(/\d+)?(/{PROVIDER_PLACE})?', FORM, 'a provider as data: a small language of its own (a-provider-as-data.md)'),
    (rf'/body/custom_providers?(/\d+)?/models/\d+/{MODEL_PLACE}', CLAIM, 'compares what a model offers with the placeholders of the template'),
    (r'/body/(webhooks|projects)/\d+', r'occurs twice', 'entries that must differ in their names'),
    (r'/body/webhooks/\d+/project', r'is not a project of this file or instance', 'names something that must exist'),
    (r'/body/grants/\d+/instance_id', r"(occurs twice|is not an instance of the user's organization)", 'names that must exist, or be unique'),
    (r'/body/max_cost_micros', r'is below the .*', 'compares with the price'),
    (r'/body/model', r'is (needed: .*|(no|not a) model of (this instance|the definition))', 'depends on the instance, or on the definition beside it'),
]

# Codes which show that the request was understood but cannot be done; the validator of the contract uses none of them.
UNDERSTOOD = {
    'input_invalid': 'the bytes are no picture, or the address gave none',
    'unsupported_parameter': 'the model does not take it',
    'unsupported_operation': 'the model does not do it',
    'unsupported_size': 'the model does not make it',
    'max_cost_exceeded': 'the caller forbade the price',
    'request_exceeds_limit': 'larger than a limit of the instance',
    'url_not_allowed': 'the address is private, has another port, or does not resolve to a public one',
    'content_policy': 'the instance forbids the words',
    'callback_invalid': 'the callback token is signed: only the server can know it',
}
# Codes of OAuth's errors that show the same. These errors have a form of their own. tests/contract/fuzz-codes.node.test.ts compares this list
# with the codes of the contract.
UNDERSTOOD_BY_OAUTH = {
    'invalid_grant': 'codes and refresh tokens are made by the server, and end',
    'invalid_scope': 'depends on the access to which the refresh token belongs',
    'invalid_target': 'depends on the access to which the code or the refresh token belongs',
    'unsupported_grant_type': 'RFC 6749 has a code of its own for this, so the contract takes every text',
    'invalid_redirect_uri': 'an address has rules of its own: https, a loopback address, or the scheme of a known app',
    'invalid_client_metadata': 'RFC 7591 has a code of its own for a list without the one value that is needed, so the contract takes every list',
}
# Descriptions of OAuth's error `invalid_request` that show the same: which parameters are needed depends on grant_type.
NEEDED_BY_OAUTH = r'(code, client_id, redirect_uri and code_verifier|refresh_token and client_id) are needed\.'


COUNTS = {'requests': 0, 'excused': 0, 'statuses': Counter(), 'operations': defaultdict(Counter)}
# Maps the prefix of an id to the resources that were created by or for the fuzzer, so that it may delete them.
SPARE = defaultdict(list, THINGS.get('spare', {}))
# Every id and name that a response has contained.
SEEN = set()


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Event streams have their events' schema in an extension, because OpenAPI 3.1 has no keyword for it; the fuzzer reads it from
    `itemSchema`."""
    for path in raw_schema['paths'].values():
        for operation in path.values():
            for response in operation.get('responses', {}).values() if isinstance(operation, dict) else ():
                for media in response.get('content', {}).values():
                    if 'x-event-schema' in media:
                        data = {'type': 'string', 'contentMediaType': 'application/json', 'contentSchema': media['x-event-schema']}
                        media['itemSchema'] = {'type': 'object', 'required': ['data'], 'properties': {'data': data}}
                        del media['schema']


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts real names into well-formed requests instead of random ones, and keeps the fuzzer from locking itself out."""
    name_anew(case.headers or {})
    if case.meta is not None and case.meta.generation.mode.is_positive:
        lead_on(case)
    if case.method.upper() not in WRITES:
        return
    # A write to the fuzzer's own key, user or organization is redirected to a neighbouring id, which does not exist. The deletion of a
    # resource that the fuzzer needs is redirected in the same way.
    ends = case.method.upper() == 'DELETE'
    parameters = case.path_parameters or {}
    for name, value in list(parameters.items()):
        if isinstance(value, str) and (value in OWN or (ends and value in KEPT and name.endswith('_id'))):
            parameters[name] = value[:-1] + ('0' if value[-1] != '0' else '1')


def name_anew(headers):
    """Gives seven of eight requests an idempotency key of their own. Otherwise the fuzzer would use the same few keys with different
    bodies, and the 422 would hide all other faults."""
    key = headers.get('Idempotency-Key')
    if key is not None and COUNTS['requests'] % 8 and re.fullmatch(r'[\x21-\x7E]{1,255}', str(key)):
        headers['Idempotency-Key'] = f"{str(key)[:240]}.{COUNTS['requests']}"


def lead_on(case):
    """Requests with random ids, names, cursors and pictures are refused at once. So most well-formed requests get real ones here.

    A checksum of the request decides which ones, so that the same seed makes the same requests. The new values satisfy the contract like
    the old ones."""
    asked = repr((case.method, case.path, case.path_parameters, case.query, case.body))
    # The server generates new ids in each run, so the checksum leaves ids out.
    draw = zlib.crc32(re.sub(r'_[0-9A-Z]{26}', '_', asked).encode())
    identifier = operation_id(case)
    if draw % 4:
        # In chains of requests, the ids come from earlier responses, and the checks rely on this, so those ids stay.
        told_of = SEEN if case.meta.phase.name.value == 'stateful' else ()
        point_at_real_things(case, identifier, draw, lambda value: isinstance(value, str) and value in told_of)
    headers = case.headers or {}
    if 'If-Match' in headers and draw % 6:
        headers['If-Match'] = version_of(case.formatted_path) or headers['If-Match']
    if isinstance(case.body, dict):
        # The fuzzer makes many requests from one body, so the body is copied before it is changed.
        case.body = copied(case.body)
        stay_at_home(identifier, case.body)
        multipart = case.media_type == 'multipart/form-data'
        if multipart and draw % 4:
            give_pictures(identifier, case.body)
        elif draw % 4:
            give_meaning(identifier, case.body, draw)
        if multipart:
            # The bytes of a file are not JSON, so the fuzzer would treat every changed form as malformed.
            case._record_starting_state()


def copied(value):
    if isinstance(value, dict):
        return {name: copied(inner) for name, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def version_of(path):
    """The present ETag of the resource, or of the resource to which it belongs."""
    for place in (path, path.rpartition('/')[0]):
        answer = requests.get(os.environ['FUZZ_URL'] + place, headers={'Authorization': f"Bearer {os.environ['FUZZ_KEY']}"}, timeout=30)
        if answer.ok and 'ETag' in answer.headers:
            return answer.headers['ETag']
    return None


def point_at_real_things(case, identifier, draw, stays):
    ids = {**IDS, **THINGS['idsOf'].get(identifier, {})}

    def pick(name, value):
        return value if stays(value) else ids[name][draw % len(ids[name])]

    parameters = case.path_parameters or {}
    for name, value in list(parameters.items()):
        if case.method.upper() == 'DELETE':
            spare = SPARE.get(str(value).split('_')[0])
            if spare and name.endswith('_id') and not stays(value):
                parameters[name] = spare.pop()
        elif name in ids:
            parameters[name] = pick(name, value)
    query = case.query or {}
    for name, value in list(query.items()):
        if name in ids:
            query[name] = pick(name, value)
    if len(str(query.get('cursor', ''))) in range(1, 20):
        del query['cursor']
    if 'token' in query:
        del query['token']
    if 'from' in query or 'to' in query:
        now = datetime.now(timezone.utc).replace(microsecond=0)
        query['from'] = (now - timedelta(days=1 + draw % 30)).isoformat().replace('+00:00', 'Z')
        query['to'] = now.isoformat().replace('+00:00', 'Z')
    headers = case.headers or {}
    for header, name in (('X-Project-ID', 'project_id'), ('X-Instance-ID', 'instance_id')):
        if header in headers and name in ids:
            headers[header] = pick(name, headers[header])
    if 'Range' in headers and draw % 2:
        headers['Range'] = 'bytes=0-99'
    if isinstance(case.body, dict):
        put_ids(case.body, pick, ids)


def put_ids(value, pick, ids):
    """Replaces every id anywhere in a body."""
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, (dict, list)):
            put_ids(inner, pick, ids)
        elif isinstance(name, str) and isinstance(inner, str) and name in ids and name not in ('alias', 'provider'):
            value[name] = pick(name, inner)


def stay_at_home(identifier, body):
    """Replaces every address by that of the local server of things.mjs, because no foreign server may be part of this test."""
    for value in [body, *(entry for entries in body.values() if isinstance(entries, list) for entry in entries)]:
        if not isinstance(value, dict):
            continue
        for name in ('url', 'image_url', 'base_url'):
            if isinstance(value.get(name), str) and value[name].startswith('http'):
                value[name] = f'{NEIGHBOUR}/picture.png'
    if isinstance(body.get('mask'), dict) and str(body['mask'].get('image_url', '')).startswith('http'):
        body['mask']['image_url'] = f'{NEIGHBOUR}/picture.png'
    # A credential without an address of its own would be tested at the real provider.
    if identifier == 'putCredential':
        body['base_url'] = NEIGHBOUR
    # If the time is too short for the work, it ends as deadline_exceeded, which says nothing about the request.
    if isinstance(body.get('deadline_ms'), (int, float)):
        body['deadline_ms'] = max(body['deadline_ms'], 60_000)
    # A secret that is tested must be valid in a header. Otherwise the provider refuses it, and the response is rightly a 424.
    if body.get('verify_first') is True:
        body['fields'] = {'api_key': 'sk-another-made-up-key'}


def give_pictures(identifier, body):
    if identifier == 'createImageEdit':
        body.pop('image[]', None)
        body['image'] = [Binary(PICTURE)]
        if 'mask' in body:
            body['mask'] = Binary(PICTURE)
    elif identifier == 'createImageVariation':
        body['image'] = Binary(PICTURE)
    elif identifier == 'uploadAsset':
        body['file'] = Binary(PICTURE)
    if 'model' in body:
        body['model'] = 'sketch'


NEEDS_PROMPT = {'generate', 'edit', 'inpaint', 'remix', 'replace_background'}


def give_meaning(identifier, body, draw):
    """Makes the fields of a body consistent, because the fuzzer draws each field on its own."""
    if identifier in ('generate', 'quote', 'createImage'):
        body.setdefault('prompt', 'a lighthouse in fog')
        if draw % 5:
            body['on_unsupported'] = 'adapt'
        if 'size' in body and body['size'] is not None:
            body.pop('aspect_ratio', None)
            body.pop('resolution', None)
        if 'fallbacks' in body:
            body['fallbacks'] = ['sketch']
        if 'provider_options' in body and draw % 3:
            # Sketch accepts only its own options and refuses random ones.
            body['provider_options'] = {}
    if identifier in ('generate', 'quote'):
        operation = body.get('operation', 'generate')
        asset = {'asset_id': IDS['asset_id'][0]}
        if operation == 'generate':
            body.pop('inputs', None)
        elif not body.get('inputs'):
            body['inputs'] = [asset]
        if operation == 'inpaint':
            body['mask'] = dict(asset)
        else:
            body.pop('mask', None)
        if operation not in NEEDS_PROMPT:
            body.pop('prompt', None)
        if operation == 'describe':
            body.pop('n', None)
    if identifier == 'createImageEdit':
        body['images'] = [{'file_id': IDS['asset_id'][draw % 2]}] if draw % 2 else [{'image_url': f'{NEIGHBOUR}/picture.png'}]
        body.pop('mask', None)
    if identifier == 'uploadAsset' and 'base64' in body:
        body['base64'] = THINGS['picture']
    if identifier == 'createKey':
        body.pop('user_id' if body['kind'] == 'project' else 'project_id', None)
        if body['kind'] == 'project':
            body['project_id'] = IDS['project_id'][0]
    if identifier == 'createSession':
        body['key'] = os.environ['FUZZ_KEY']
    if 'expires_at' in body and body['expires_at'] is not None:
        body['expires_at'] = f'{2100 + draw % 100}-01-01T00:00:00Z'
    if 'limits' in body:
        sound = [sound_limit(limit) for limit in body['limits']]
        body['limits'] = list({(limit.get('scope'), limit['metric']): limit for limit in sound}.values())
    if 'fields' in body:
        body['fields'] = {'api_key': next(iter(body['fields'].values()))}
    for settings in (body, body.get('settings')):
        if isinstance(settings, dict):
            if isinstance(settings.get('default_model'), str):
                settings['default_model'] = 'sketch'
            if 'fallback_chain' in settings:
                settings['fallback_chain'] = ['sketch'][: len(settings['fallback_chain'])]
            if isinstance(settings.get('content_policy'), dict) and 'provider_safety' in settings['content_policy'] and draw % 3:
                settings['content_policy']['provider_safety'] = {'replicate': {'safety_tolerance': 2}}
            if isinstance(settings.get('worker_url'), str) and draw % 2:
                settings['worker_url'] = None
    if 'grants' in body:
        body['grants'] = body['grants'][:1]
    if 'models' in body:
        body['models'] = [{**setting, 'price': None} if draw % 2 else setting for setting in body['models'][:1]]
    if 'aliases' in body:
        body['aliases'] = body['aliases'][:1]
    if body.get('custom_providers'):
        body['custom_providers'] = [THINGS['customProvider']]
    if body.get('custom_models'):
        body['custom_models'] = [{'provider': 'openai', **THINGS['customProvider']['models'][0], 'id': 'house-model'}]
    for name in ('projects', 'webhooks'):
        if name in body:
            body[name] = body[name][:1]
    if body.get('webhooks'):
        body['webhooks'][0]['project'] = None


def sound_limit(limit):
    """Returns a limit whose fields fit its metric."""
    sound = {key: value for key, value in limit.items() if key not in ('window', 'window_seconds', 'burst')}
    if 'target' in sound:
        sound['target'] = None
    if sound['metric'] == 'cost_micros':
        sound['window'] = limit.get('window', 'day')
        if sound.get('scope') in ('provider', 'model'):
            sound['scope'] = 'instance'
    elif sound['metric'] != 'concurrency':
        sound['window_seconds'] = limit.get('window_seconds', 60)
        sound['limit'] = max(1, sound['limit'])
        if 'burst' in limit:
            sound['burst'] = limit['burst']
    return sound


@schemathesis.hook
def after_call(context, case, response):
    COUNTS['requests'] += 1
    COUNTS['statuses'][f'{response.status_code // 100}xx'] += 1
    # The fuzzer's coverage phase also sends other methods to the path, and a 204 for a preflight says nothing about the operation.
    if case.method.upper() == case.operation.method.upper():
        COUNTS['operations'][operation_id(case)][response.status_code] += 1
    if 'json' in response.headers.get('Content-Type', ''):
        SEEN.update(re.findall(r'"([a-z0-9._:-]+|[a-z]+_[0-9A-Z]{26})"', response.text))
    if response.status_code in (200, 201) and case.method.upper() == 'POST':
        try:
            made = response.json().get('id', '')
        except (ValueError, AttributeError):
            return
        if isinstance(made, str) and made not in KEPT and made not in OWN:
            SPARE[made.split('_')[0]].append(made)


def operation_id(case):
    return case.operation.definition.raw.get('operationId')


@schemathesis.hook
def filter_failure(context, failure, case, response):
    keep = is_failure(failure, case, response)
    COUNTS['excused'] += not keep
    return keep


def is_failure(failure, case, response):
    if response.status_code in (414, 431):
        # The runtime refuses a path or header of hundreds of kilobytes, made from an earlier response, before the Worker reads it.
        return False
    if failure.code != 'ST202' or response.status_code != 400:
        return True
    try:
        problem = response.json()
    except ValueError:
        return True
    faults = problem.get('errors', [])
    if problem.get('code') in UNDERSTOOD or str(problem.get('error')) in UNDERSTOOD_BY_OAUTH:
        return False
    if re.fullmatch(NEEDED_BY_OAUTH, str(problem.get('error_description'))):
        return False
    return not (faults and all(is_meaning(fault) or sent_against_contract(case, fault) for fault in faults))


def is_meaning(fault):
    return any(re.fullmatch(pointer, fault['pointer']) and re.fullmatch(message, fault['message'], re.S) for pointer, message, _ in MEANING)


def sent_against_contract(case, fault):
    """The fuzzer treats some requests as valid although a header (`X-Project-ID: 0`) or a linked parameter (`generation_id=url`, or `None` for
    a null in an earlier response) violates the contract.

    This is verified: a validator other than the server's checks the sent value against the contract's schema."""
    _, place, name, *rest = f"{fault['pointer']}/".split('/')
    parameters, values = {
        'header': (case.operation.headers, case.headers),
        'query': (case.operation.query, case.query),
        'path': (case.operation.path_parameters, case.path_parameters),
    }.get(place, ((), {}))
    values = {key.lower(): value for key, value in (values or {}).items()}
    return any(
        not fits(parameter.definition.get('schema', {}), values[name.lower()])
        for parameter in parameters
        if parameter.name.lower() == name.lower() and name.lower() in values
    )


def fits(schema, sent):
    """Returns whether the schema accepts a sent value: as it was given, as the text that is sent, or as the number or boolean that this
    text represents."""
    readings = [sent, str(sent)]
    try:
        readings.append(json.loads(str(sent)))
    except ValueError:
        pass
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    return any(validator.is_valid(reading) for reading in readings)


@atexit.register
def write_counts():
    operations = COUNTS['operations']
    entered = {name for name, statuses in operations.items() if any(200 <= status < 400 for status in statuses)}
    with open(os.environ['FUZZ_COUNTS'], 'w') as out:
        json.dump(
            {
                'operations': len(operations),
                'requests': COUNTS['requests'],
                'statuses': dict(sorted(COUNTS['statuses'].items())),
                'excused': COUNTS['excused'],
                'accepted': len(entered),
                'shallow': sorted(set(operations) - entered - set(NEVER_IN)),
                'stale': sorted(entered & set(NEVER_IN)),
                'byOperation': {name: dict(sorted(statuses.items())) for name, statuses in sorted(operations.items())},
            },
            out,
        )
