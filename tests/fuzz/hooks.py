"""What the fuzzer must not do to itself, and which refusals of well-formed requests are right. Each rule says why."""

import os
import re

import schemathesis

CONTRACT_FAULT = 'The request does not match the contract.'
WRITES = {'POST', 'PUT', 'PATCH', 'DELETE'}

# The key in use, its user and its organization. Revoking the key, rotating it, taking its scopes, demoting or deleting its user, or deleting its
# organization would make a 401 of every later answer. The same operations run in full on every other key, user and organization.
OWN = {identifier for identifier in os.environ['FUZZ_PROTECTED'].split(',') if identifier}

# Faults that JSON Schema can't state, or only by a union over the whole body, which would spoil the generated clients. The contract's texts
# state each; the answer is a 400 with a pointer. (pointer, message, why), whole matches.
MEANING = [
    (r'/query/cursor', r'is not a (next_)?cursor', 'a cursor is opaque and signed: only the server can know it'),
    (r'/query/from', r'must (lie|be) before to', 'compares two parameters'),
    (r'/query/from', r'(must be )?at most .*', 'compares two parameters'),
    (r'/body/expires_at', r'must be in the future', 'compares with the clock'),
    (r'/body/image', r'(is required|has more than 16 pictures)', 'image or image[] in a form: two names for one field'),
    (r'/body/(prompt|inputs|mask|n)', r'.*(generate|edit|inpaint|remix|reframe|upscale|background|describe).*', 'depends on the operation'),
    (r'/body/(aspect_ratio|resolution)', r'not together with size', 'compares two fields'),
    (r'/body/output/background', r'jpeg has no transparency', 'compares two fields'),
    (r'/body/provider_options', r'at most .* characters as JSON', 'a length over a whole subtree'),
    (r'/body/(inputs/\d+|mask|image.*)(/.*)?', r'is no asset of this project', 'names something that must exist'),
    (r'/body/fields(/.*)?', r'(is no field of .*|is needed.*)', 'the fields are those of the provider in the path'),
    (r'/body/base_url', r'is needed for .*', 'depends on the provider in the path'),
    (r'/body/verify_first', r'can not be done with this provider', 'depends on the provider of the credential'),
    (r'/body/(settings/)?(default_model|fallback_chain(/\d+)?)', r'is no model or alias of this instance', 'names something that must exist'),
    (r'/body/(project_id|user_id)', r'(is needed for a project key|is not for a (user|project) key|is no project of this instance)', 'depends on kind'),
    (r'/body/limits/\d+(/target)?', r'.*(window|is there twice|is no .* of this instance|takes no target|needs a target|target).*', 'compares fields and entries'),
    (r'/body/(models|aliases|custom_models|custom_providers)/.*', r'.*(is no (model|provider) of|is there twice|is the name of another).*', 'names that must exist, or be unique'),
    (r'/body/(models/\d+/price|custom_models/\d+|custom_providers/\d+)(/.*)?', r'.+', 'prices and providers as data: open objects, whose form depends on their kind'),
    (r'/body/(webhooks|projects|models|aliases)/\d+(/.*)?', r'(is there twice.*|is no project of this file or instance)', 'names that must exist, or be unique'),
    (r'/body/max_cost_micros', r'is below the .*', 'compares with the price'),
    (r'/body/model', r'is needed: .*', 'depends on the instance'),
]

# Codes that say by themselves that the request was understood and can't be done; none is given by the validator of the contract.
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

PAINTING = {'/generate', '/quote', '/images/generations'}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Event streams carry their events' schema in an extension, as OpenAPI 3.1 has no place for it; the fuzzer reads it from `itemSchema`."""
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
    """A write to the fuzzer's own key, user or organization goes to a neighbouring id, which does not exist."""
    if case.method.upper() not in WRITES:
        return
    parameters = case.path_parameters or {}
    for name, value in list(parameters.items()):
        if isinstance(value, str) and value in OWN:
            parameters[name] = value[:-1] + ('0' if value[-1] != '0' else '1')
    # With it, the server asks the real provider, with a made-up key: nobody else's server is a part of this test, and a failure there is a right 502.
    if isinstance(case.body, dict) and case.body.get('verify_first') is True:
        case.body['verify_first'] = False


@schemathesis.hook('before_call')
def go_deeper(context, case, kwargs):
    """Random names of models and random cursors end at the first door; most well-formed requests get ones that lead on."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    query = case.query or {}
    if len(str(query.get('cursor', ''))) in range(1, 20):
        del query['cursor']
    body = case.body
    if case.method.upper() == 'POST' and case.path in PAINTING and isinstance(body, dict):
        body.setdefault('prompt', 'a lighthouse in fog')
        if len(str(body.get('model', ''))) % 4:
            body['model'] = 'sketch'
        if len(body) % 2 and 'size' in body:
            body.pop('aspect_ratio', None)
            body.pop('resolution', None)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if response.status_code == 431:
        # A path or header of hundreds of kilobytes, made out of an earlier answer: the runtime in front of the Worker refuses it, unread.
        return False
    if failure.code != 'ST202' or response.status_code != 400:
        return True
    try:
        problem = response.json()
    except ValueError:
        return True
    faults = problem.get('errors', [])
    if problem.get('detail') == CONTRACT_FAULT:
        return not (faults and all(sent_against_contract(case, fault) for fault in faults))
    if problem.get('code') in UNDERSTOOD:
        return False
    return not (faults and all(is_meaning(fault) for fault in faults))


def is_meaning(fault):
    return any(re.fullmatch(pointer, fault['pointer']) and re.fullmatch(message, fault['message'], re.S) for pointer, message, _ in MEANING)


def sent_against_contract(case, fault):
    """The fuzzer calls some requests valid whose header (`X-Project-ID: 0`, `If-Match: 0`) breaks the pattern in the contract.

    Not taken on trust: the header that was sent is held against the pattern here."""
    if not fault['pointer'].startswith('/header/'):
        return False
    name = fault['pointer'].removeprefix('/header/')
    sent = next((value for header, value in (case.headers or {}).items() if header.lower() == name), None)
    for parameter in case.operation.headers:
        if parameter.name.lower() == name:
            pattern = parameter.definition.get('schema', {}).get('pattern')
            return pattern is not None and isinstance(sent, str) and re.search(pattern, sent) is None
    return False
