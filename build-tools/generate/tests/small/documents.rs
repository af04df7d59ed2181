//! Small documents, each with what used to stop the generator. All of them
//! are compiled together.

/// Their names, and what stands below their heads.
pub(crate) const DOCUMENTS: &[(&str, &str)] = &[
    (
        "names",
        "
paths:
  /a: {get: {responses: {}}, post: {operationId: get_a, responses: {}}}
  /b/{a}: {get: {operationId: getB, parameters: [{name: a, in: path, required: true, schema: {type: string}}], responses: {}}}
  /b-a: {get: {operationId: get_b, responses: {}}, put: {operationId: post, responses: {}}}
  /c: {get: {operationId: error, responses: {}}, put: {operationId: type, responses: {}}, post: {operationId: new, responses: {}}}
  /d/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: id, in: query, schema: {type: string}}
      - {name: ID, in: header, schema: {type: string}}
      - {name: send, in: query, schema: {type: string}}
      - {name: body, in: query, schema: {type: string}}
      - {name: type, in: query, schema: {type: string}}
      - {name: header_map, in: query, schema: {type: string}}
      - {name: client, in: query, schema: {type: string}}
      - {name: url, in: query, schema: {type: string}}
      - {name: 'filter[a]', in: query, schema: {type: string}}
      - {name: filter_a, in: query, schema: {type: string}}
    put:
      operationId: d
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /e:
    post:
      operationId: default
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Default'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Uuid'}}}}
        '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/NaiveDate'}}}}
        '202': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Secret'}}}}
        '204': {description: d}
        '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
components:
  schemas:
    thing: {type: object, properties: {fooBar: {type: string}, foo_bar: {type: integer}, type: {type: string}, self: {type: string}, '': {type: string}, '$ref': {type: string}, ref: {type: string}}}
    Thing: {type: object, additionalProperties: {type: string}, properties: {extra: {type: string}, kind: {type: string, enum: [asc, ASC, '<', '>', '', unknown, UnknownValue, self]}}}
    ThingKind: {type: object, properties: {a: {type: string}}}
    Ok: {type: string}
    Option: {type: object, properties: {string: {type: string}}}
    String: {type: object, properties: {vec: {type: array, items: {type: string}}}}
    Vec: {type: string, enum: [a, Err, Error, Ok, None, µm]}
    Default: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/Vec'}, b: {$ref: '#/components/schemas/Error'}}}
    Error: {oneOf: [{type: string}, {$ref: '#/components/schemas/Default'}]}
    Uuid: {type: string, format: uuid}
    NaiveDate: {type: string, format: date}
    Secret: {type: string, format: password}
",
    ),
    (
        "styles",
        "
paths:
  /{simple}/{label}/{matrix}.json:
    get:
      operationId: styles
      parameters:
        - {name: simple, in: path, required: true, schema: {type: array, items: {type: string}}}
        - {name: label, in: path, required: true, style: label, schema: {type: string}}
        - {name: matrix, in: path, required: true, style: matrix, explode: true, schema: {type: object, properties: {a: {type: string}}}}
        - {name: comma, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: pipe, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: deep, in: query, style: deepObject, required: true, schema: {type: object, required: [a], properties: {a: {type: string}, b: {type: integer, nullable: true}}}}
        - {name: any, in: query, schema: {}}
        - {name: json, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
        - {name: null-able, in: query, required: true, schema: {type: string, nullable: true, enum: [a, b]}}
        - {name: X-List, in: header, required: true, schema: {type: array, items: {type: string}}}
        - {name: X-One, in: header, schema: {$ref: '#/components/schemas/Word'}}
        - {name: X-Filter, in: header, explode: true, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: session, in: cookie, required: true, schema: {type: string}}
        - {name: theme, in: cookie, schema: {type: string, enum: [dark, light]}}
        - {name: Authorization, in: header, required: true, schema: {type: string}}
        - {name: union, in: query, schema: {oneOf: [{type: string}, {type: integer}]}}
      responses: {default: {description: d}}
  '/a:verb': {post: {responses: {}}, options: {responses: {}}, trace: {responses: {}}, head: {responses: {}}, patch: {responses: {}}}
components:
  schemas:
    Word: {type: string, format: password}
    Filter: {type: object, properties: {a: {type: string}, b: {type: array, items: {type: string}}}}
",
    ),
    (
        "bodies",
        "
paths:
  /json: {post: {requestBody: {content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Body'}}, application/xml: {schema: {type: string}}}}, responses: {}}}
  /any: {post: {requestBody: {content: {'*/*': {schema: {$ref: '#/components/schemas/Body'}}}}, responses: {}}}
  /bytes: {post: {requestBody: {content: {image/png: {schema: {type: string, format: binary}}}}, responses: {}}}
  /text: {post: {requestBody: {content: {text/csv: {schema: {type: string, maxLength: 5}}}}, responses: {}}}
  /form: {post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Body'}, encoding: {c: {style: deepObject}}}}}, responses: {}}}
  /none: {post: {requestBody: {content: {application/json: {}}}, responses: {}}}
  /list: {post: {requestBody: {content: {application/json: {schema: {type: array, items: {type: object, properties: {a: {type: string}}}}}}}, responses: {}}}
components:
  schemas:
    Body:
      type: object
      required: [id, a, absent]
      properties:
        id: {type: string, readOnly: true}
        a: {type: string, default: 5}
        b: {type: array, items: {type: string}, nullable: true}
        c: {type: object, nullable: true, properties: {d: {type: string, nullable: true}}}
        e: {type: string, enum: [x, y], nullable: true}
        f: {type: integer, enum: [1, 2]}
        g: {enum: [1, a, null]}
        h: {type: string, pattern: '(?<!x', format: hostname}
        i: {type: integer, format: int16, minimum: 0, maximum: 18446744073709551615}
        j: {not: {type: string}}
        k: {type: object, additionalProperties: {type: array, items: {type: integer}}}
",
    ),
    (
        "answers",
        "
paths:
  /both: {get: {responses: {'200': &a {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}, '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}, '204': {description: d}, '206': {description: d, content: {text/plain: {}}}, '404': {description: d, content: {application/json: {schema: {type: object, properties: {e: {type: string}}}}}}, '500': {description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}}
  /range: {get: {responses: {2XX: *a, 4XX: {description: d}, 5XX: {description: d, content: {text/html: {}}}}}}
  /default: {get: {responses: {default: *a}}}
  /vendor: {get: {responses: {'200': {description: d, content: {application/vnd.api+json: {schema: {type: array, items: {$ref: '#/components/schemas/B'}}}}}, '304': {description: d}}}}
  /any: {get: {responses: {'200': {description: d, content: {'*/*': {schema: {$ref: '#/components/schemas/B'}}}}, '400': {description: d, content: {'*/*': {schema: {$ref: '#/components/schemas/B'}}}}, '401': {description: d, content: {'*/*': {schema: {type: integer}}}}}}}
  /noschema: {get: {responses: {'200': {description: d, content: {application/json: {}}}}}}
  /callback:
    post:
      callbacks: {c: {'{$request.body#/url}': {post: {responses: {}}}}}
      responses: {'201': *a}
components:
  schemas:
    B: {type: object, properties: {b: {type: string}}}
",
    ),
    (
        "schemas",
        "
paths:
  /a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}}}}
components:
  schemas:
    All:
      type: object
      properties:
        pet: {$ref: '#/components/schemas/Pet'}
        shape: {$ref: '#/components/schemas/Shape'}
        loose: {$ref: '#/components/schemas/Loose'}
        tree: {$ref: '#/components/schemas/Tree'}
        derived: {$ref: '#/components/schemas/Derived'}
        never: {$ref: '#/components/schemas/Never'}
        itself: {$ref: '#/components/schemas/Itself'}
        beside: {$ref: '#/components/schemas/Beside'}
        date: {type: string, format: date}
        stamp: {type: string, format: date-time}
        key: {type: string, format: uuid}
        password: {type: string}
        empty: {type: string, enum: []}
        maybe: {$ref: '#/components/schemas/Maybe'}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
    Shape:
      oneOf:
        - {type: object, required: [form, r], properties: {form: {type: string, enum: [circle]}, r: {type: number}}}
        - {type: object, required: [form, a], properties: {form: {type: string, enum: [square]}, a: {type: number}}}
    Maybe: {title: Maybe, type: string, enum: [a], nullable: true}
    Loose: {anyOf: [{type: string}, {type: integer}, {$ref: '#/components/schemas/Cat'}]}
    Tree: {type: object, properties: {left: {$ref: '#/components/schemas/Tree'}, nodes: {type: array, items: {$ref: '#/components/schemas/Tree'}}, parent: {allOf: [{$ref: '#/components/schemas/Tree'}], nullable: true}}}
    Derived:
      allOf:
        - {$ref: '#/components/schemas/Cat'}
        - {$ref: '#/components/schemas/Base'}
      required: [name]
      properties: {own: {type: object, properties: {x: {type: string}}}}
    Base: {type: object, additionalProperties: false, properties: {name: {type: string, enum: [a, b]}, own: {type: object, properties: {y: {type: string}}}}}
    Never: {allOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}
    Itself: {allOf: [{$ref: '#/components/schemas/Itself'}, {type: object}]}
    Beside:
      type: object
      properties: {a: {type: string}}
      oneOf: [{required: [b], properties: {b: {type: string}, c: {type: string}}}, {properties: {b: {type: string}, c: {type: integer}}}]
",
    ),
    (
        "wire",
        "
paths:
  /when/{since}:
    get:
      operationId: when
      parameters:
        - {name: since, in: path, required: true, schema: {type: string, format: date-time}}
        - {name: X-Since, in: header, schema: {type: string, format: date-time}}
        - {name: at, in: query, schema: {type: string, format: date-time}}
        - {name: day, in: query, schema: {type: string, format: date}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}
        - {name: theme, in: cookie, schema: {type: string}}
      responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}
  /head: {head: {operationId: head_it, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}}
  /nothing: {delete: {operationId: nothing, responses: {'204': {description: d, content: {application/json: {schema: {type: object}}}}}}}
  /change:
    patch:
      operationId: change
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Change'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Either'}}}}
        '202': {description: d}
        '409': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Change'}}}}
  /any: {post: {operationId: any, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Any'}}}}, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Any'}}}}}}}
  /form: {post: {operationId: form, requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: array, items: {type: string}}, b: {type: object, properties: {c: {type: integer}}}}}}}}, responses: {'204': {description: d}}}}
  /xml: {put: {operationId: xml, requestBody: {required: true, content: {application/xml: {schema: {$ref: '#/components/schemas/Change'}}}}, responses: {'204': {description: d}}}}
  /maybe: {post: {operationId: maybe, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Change'}}}}, responses: {'204': {description: d}}}}
  /maybe-form: {post: {operationId: maybe_form, requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}, responses: {'204': {description: d}}}}
  /maybe-patch: {patch: {operationId: maybe_patch, parameters: [{name: X-A, in: header, schema: {type: string}}], requestBody: {content: {application/merge-patch+json: {schema: {}}}}, responses: {'204': {description: d}}}}
  /maybe-xml: {put: {operationId: maybe_xml, requestBody: {content: {application/xml: {schema: {type: string}}}}, responses: {'204': {description: d}}}}
  /login: {post: {operationId: login, responses: {'303': {description: d, headers: {location: {schema: {type: string}}}}, 4XX: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Change'}}}}}}}
  /moved: {get: {operationId: moved, responses: {3XX: {description: d}, default: {description: d, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Change'}}}}}}}
  /table: {get: {operationId: table, responses: {'200': {description: d, content: {text/csv: {schema: {type: string}}, application/pdf: {}}}, '302': {description: d}, '404': {description: d, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Change'}}}}}}}
  /teams/{team}/keys: {delete: {operationId: drop_keys, parameters: [{name: team, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}
  /files/{name}.{kind}: {get: {operationId: read_file, parameters: [{name: name, in: path, required: true, schema: {type: string}}, {name: kind, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}
  /paths/{list}/{dot}/{semi}:
    get:
      operationId: paths
      parameters:
        - {name: list, in: path, required: true, schema: {type: array, items: {type: string}}}
        - {name: dot, in: path, required: true, style: label, schema: {type: string}}
        - {name: semi, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: string}}}
      responses: {'204': {description: d}}
  /lists:
    get:
      operationId: lists
      parameters:
        - {name: commas, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: f, in: query, explode: false, schema: {type: object, properties: {color: {type: string}, size: {type: integer}}}}
        - {name: map, in: query, style: deepObject, schema: {type: object, additionalProperties: {type: string}}}
        - {name: one, in: query, schema: {type: string}}
        - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
        - {name: rep, in: query, schema: {type: array, items: {type: string}}}
        - {name: spaces, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}
        - {name: X-List, in: header, schema: {type: array, items: {type: string}}}
        - {name: sizes, in: cookie, explode: false, schema: {type: array, items: {type: string}}}
        - {name: theme, in: cookie, schema: {type: string}}
      responses: {'204': {description: d}}
  /order:
    post:
      operationId: order
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, required: [who], properties: {who: {type: string}, labels: {type: array, items: {type: string}}, codes: {type: array, items: {type: integer}}, words: {type: array, items: {type: string}}, extra: {type: object, properties: {ref: {type: string}}}, meta: {type: object, properties: {a: {type: array, items: {type: integer}}}}}}
            encoding: {codes: {style: form, explode: false}, words: {style: pipeDelimited}, extra: {style: deepObject, explode: true}, meta: {contentType: application/json}}
      responses: {'204': {description: d}}
  /times: {get: {operationId: times, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Times'}}}}}}}
  /numbers: {get: {operationId: numbers, responses: {2XX: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Numbers'}}}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    queryKey: {type: apiKey, in: query, name: key}
    session: {type: apiKey, in: cookie, name: sid}
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer, description: From the console.}
  schemas:
    Change: {type: object, required: [a], properties: {a: {type: string}, b: {type: integer, nullable: true}}}
    Cat: {type: object, properties: {name: {type: string}, meows: {type: boolean}}}
    Dog: {type: object, properties: {name: {type: string}, barks: {type: boolean}, at: {type: object, properties: {home: {type: boolean}}}}}
    Either: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    Any: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    Times: {type: object, properties: {at: {type: string, format: date-time}, items: {type: array, items: {type: object, properties: {day: {type: string, format: date}, count: {type: integer}}}}, by: {type: object, additionalProperties: {type: string, format: ipv4}}}}
    Numbers: {type: object, properties: {a: {type: integer, format: uint64}, b: {type: number}, c: {type: string, format: byte}, d: {type: integer, enum: [1, 2]}, e: {type: string, enum: [x]}, f: {}, g: {type: integer}}}
",
    ),
    (
        "decoded",
        "
paths:
  /both: {put: {operationId: both, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}}}}
  /search: {post: {operationId: search, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Search'}}}}, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Search'}}}}}}}
  /pets: {get: {operationId: pets, responses: {'200': {description: d, content: {application/json: {schema: {type: object, additionalProperties: {$ref: '#/components/schemas/Pet'}}}}}}}, post: {operationId: add_pet, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {'204': {description: d}}}}
  /answer: {get: {operationId: answer, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}}}
  /labels: {put: {operationId: set_labels, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Labels'}}}}, responses: {'204': {description: d}}}}
components:
  schemas:
    Both:
      type: object
      properties:
        nulls: {$ref: '#/components/schemas/Nulls'}
        named: {$ref: '#/components/schemas/NamedUnions'}
        unions: {$ref: '#/components/schemas/Unions'}
        closed: {$ref: '#/components/schemas/Closed'}
        person: {$ref: '#/components/schemas/Person'}
        zoo: {$ref: '#/components/schemas/Zoo'}
    Answer:
      type: object
      properties:
        nulls: {$ref: '#/components/schemas/ReceivedNulls'}
        absent: {$ref: '#/components/schemas/Absent'}
        wide: {$ref: '#/components/schemas/Wide'}
    Search: {type: object, required: [node], properties: {node: {$ref: '#/components/schemas/Node'}, more: {type: array, items: {allOf: [{$ref: '#/components/schemas/Node'}], description: d}}}}
    Node:
      type: object
      required: [op]
      properties: {op: {type: string}}
      discriminator: {propertyName: op, mapping: {and: '#/components/schemas/AndNode', or: '#/components/schemas/AndNode', field: FieldNode, any: '#/components/schemas/Node'}}
    AndNode:
      allOf:
        - $ref: '#/components/schemas/Node'
        - {type: object, required: [children], properties: {children: {type: array, items: {$ref: '#/components/schemas/Node'}}, first: {$ref: '#/components/schemas/Node'}}}
    FieldNode:
      allOf:
        - $ref: '#/components/schemas/Node'
        - {type: object, required: [field], properties: {field: {type: string}, values: {type: array, items: {type: string, nullable: true}}}}
    Pet: {type: object, required: [petType], properties: {petType: {type: string}, name: {type: string}}, discriminator: {propertyName: petType}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {claws: {type: integer}}}
    Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {mane: {type: boolean}, prey: {$ref: '#/components/schemas/Pet'}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [breed], properties: {breed: {type: string}}, discriminator: {propertyName: breed}}]}
    Snake: {allOf: [{$ref: '#/components/schemas/Pet'}]}
    Zoo: {type: object, properties: {cats: {type: array, items: {$ref: '#/components/schemas/Cat'}}, star: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {fee: {type: integer}}}]}, circle: {$ref: '#/components/schemas/Shape'}, lone: {$ref: '#/components/schemas/Lone'}, event: {$ref: '#/components/schemas/Event'}}}
    Shape: {type: object, required: [form], properties: {form: {type: string}}, discriminator: {propertyName: form}, oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
    Circle: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, properties: {r: {type: number}}}]}
    Square: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, properties: {a: {type: number}}}]}
    Lone: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Event: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Birth: {allOf: [{$ref: '#/components/schemas/Event'}, {type: object, properties: {of: {type: string}}}]}
    Labels: {type: object, required: [und], properties: {und: {type: string}}, additionalProperties: {type: string}}
    Person:
      allOf:
        - {type: object, additionalProperties: true, required: [meta], properties: {meta: {type: string}}}
        - {type: object, additionalProperties: true, properties: {name: {type: string}}}
    Nulls:
      type: object
      properties: &nulls
        texts: {type: array, items: {type: string, nullable: true}}
        numbers: {type: array, items: {type: number, nullable: true}}
        integers: {type: array, items: {type: integer, nullable: true}}
        grid: {type: array, items: {type: array, items: {type: number, nullable: true}}}
        objects: {type: array, items: {type: object, nullable: true, properties: {x: {type: integer}}}}
        refs: {type: array, items: {nullable: true, allOf: [{$ref: '#/components/schemas/R'}]}}
        named: {type: array, items: {$ref: '#/components/schemas/NullableR'}}
        enums: {type: array, items: {type: string, nullable: true, enum: [a, b, null]}}
        map: {type: object, additionalProperties: {type: string, nullable: true}}
        lists: {type: object, additionalProperties: {type: array, nullable: true, items: {type: string}}}
        maps: {type: object, additionalProperties: {type: object, nullable: true, additionalProperties: {type: integer}}}
        times: {type: array, items: {type: string, format: date-time, nullable: true}}
        maybe: {type: array, nullable: true, items: {type: string, nullable: true}}
        unions: {type: array, items: {nullable: true, oneOf: [{type: string}, {type: integer}]}}
        deep: {type: object, additionalProperties: {type: array, items: {type: object, additionalProperties: {type: string, nullable: true}}}}
    ReceivedNulls: {type: object, properties: *nulls}
    R: {type: object, required: [x], properties: {x: {type: integer}}}
    NullableR: {type: object, nullable: true, required: [x], properties: {x: {type: integer}}}
    Absent:
      type: object
      required: [doneAt, items]
      properties:
        doneAt: {type: string, format: date-time, nullable: true}
        updateTime: {type: string, format: date-time}
        list: {type: array, items: {type: string}}
        map: {type: object, additionalProperties: {type: string}}
        counts: {type: array, items: {type: integer}}
        grid: {type: array, items: {type: array, items: {type: string}}}
        obj: {type: object, properties: {a: {type: string}}}
        kind: {type: string, enum: [a, b]}
        num: {type: integer, default: 3}
        items: {type: array, items: {type: string}}
        union: {oneOf: [{type: object, required: [x], properties: {x: {type: string}, tags: {type: array, items: {type: string}}, n: {type: integer}}}, {type: object, required: [y], properties: {y: {type: string}}}]}
    Wide:
      type: object
      properties:
        a: {type: integer, minimum: 0, maximum: 18446744073709551615}
        b: {type: integer, minimum: 0, maximum: 1.8446744073709552e+19}
        c: {type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000}
        h: {type: integer, format: int32, maximum: 4294967295}
    Named: {type: string, enum: [small, large]}
    Coded: {type: string, enum: [s, l]}
    Blank: {type: string, enum: ['']}
    NamedUnions:
      type: object
      properties:
        size: {oneOf: [{$ref: '#/components/schemas/Named'}, {$ref: '#/components/schemas/Coded'}, {$ref: '#/components/schemas/Blank'}]}
        when: {oneOf: [{$ref: '#/components/schemas/Named'}, {type: string, format: date}]}
        count: {oneOf: [{$ref: '#/components/schemas/Named'}, {type: integer}]}
        coat: {nullable: true, oneOf: [{$ref: '#/components/schemas/Named'}, {enum: ['']}, {enum: [null]}]}
        animal:
          oneOf:
            - {type: object, properties: {kind: {type: string, enum: [cat, dog]}, name: {type: string}}}
            - {type: object, properties: {kind: {type: string, enum: [hen, cock]}, name: {type: string}}}
    Unions:
      type: object
      properties:
        amount: {oneOf: [{type: integer}, {type: number}]}
        amount2: {oneOf: [{type: number}, {type: integer}]}
        id: {oneOf: [{type: integer}, {type: string}]}
        id2: {anyOf: [{type: string}, {type: integer}]}
        when: {oneOf: [{type: string, format: date}, {type: string, format: date-time}, {type: string}]}
        flag: {oneOf: [{type: boolean}, {type: string, enum: ['true', 'false', auto]}]}
        code: {anyOf: [{type: string, enum: [a, b]}, {type: string}]}
        code2: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}
        points: {oneOf: [{type: array, items: {type: number}}, {type: array, items: {type: integer}}]}
    Closed:
      type: object
      additionalProperties: false
      required: [a]
      properties:
        a: {type: string}
        u:
          oneOf:
            - {type: object, additionalProperties: false, required: [x], properties: {x: {type: string}, t: {type: string}}}
            - {type: object, additionalProperties: false, required: [y], properties: {y: {type: string}, t: {type: string}}}
        one:
          oneOf:
            - {type: object, additionalProperties: false, required: [x], properties: {x: {type: string}}}
            - {type: object, additionalProperties: false, required: [y], properties: {y: {type: string}}}
        told:
          oneOf:
            - {type: object, additionalProperties: false, required: [form, r], properties: {form: {type: string, enum: [circle]}, r: {type: number}}}
            - {type: object, additionalProperties: false, required: [form, a, b], properties: {form: {type: string, enum: [box]}, a: {type: number}, b: {type: number}}}
        tags:
          oneOf:
            - {type: object, required: [t], properties: {t: {type: string, enum: [p]}}}
            - {type: object, required: [t], properties: {t: {type: string, enum: [q]}}}
        apart:
          oneOf:
            - {type: object, additionalProperties: false, required: [t, c], properties: {t: {type: string, enum: [p]}, c: {type: object, additionalProperties: false, properties: {v: {type: string}}}}}
            - {type: object, additionalProperties: false, required: [t, c], properties: {t: {type: string, enum: [q]}, c: {type: string}}}
        optional:
          oneOf:
            - {type: object, additionalProperties: false, properties: {x: {type: string}}}
            - {type: object, additionalProperties: false, properties: {x: {type: string}, z: {type: string}}}
",
    ),
    (
        "ranges",
        "
paths:
  /a:
    get:
      operationId: a
      responses:
        2XX: {description: d, content: {application/json: {schema: {type: object, properties: {r: {type: string}}}}}}
        '201': {description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        '404': {description: d, content: {application/json: {schema: {type: object, properties: {e: {type: string}}}}}}
        default: {description: d, content: {application/json: {schema: {type: object, properties: {e: {type: string}}}}}}
",
    ),
    (
        "no_components",
        "
paths:
  /a: {get: {operationId: a, responses: {'400': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}, '404': {description: d, content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}}}}
",
    ),
    (
        "string",
        "
paths:
  /a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}
components:
  schemas:
    String: {type: string}
    Thing: {type: object, properties: {a: {allOf: [{$ref: '#/components/schemas/String'}, {description: d}]}, b: {$ref: '#/components/schemas/String'}}}
",
    ),
    (
        "nestjs",
        "
paths:
  /origin: {post: {operationId: OriginController_mark, responses: {'204': {description: d}}}}
  /api-keys:
    get:
      operationId: list_api_keys
      parameters:
        - {name: limit, in: query, schema: {type: number, minimum: 0, maximum: 101, default: 10}}
        - {name: rate, in: query, schema: {type: number}}
        - {name: environment, in: query, schema: {type: string}}
      responses: {'204': {description: d}}
    post:
      operationId: create_api_key
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/CreateApiKey'}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/ApiKey'}}}}}
  /rates/{rate}:
    delete:
      operationId: delete_rate
      parameters: [{name: rate, in: path, required: true, schema: {type: number}}]
      responses: {'204': {description: d}}
  /webhooks:
    patch:
      operationId: update_webhook
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/UpdateWebhook'}}}}
      responses: {'204': {description: d}}
  /all/{it}:
    post:
      operationId: send_all
      parameters:
        - {name: it, in: path, required: true, schema: {type: object}}
        - {name: any, in: query, schema: {$ref: '#/components/schemas/Health'}}
        - {name: list, in: query, schema: {type: array, items: {type: object}}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}}
    get:
      operationId: get_all
      parameters: [{name: it, in: path, required: true, schema: {type: object}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Received'}}}}}
  /health: {get: {operationId: get_health, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Health'}}}}}}}
components:
  schemas:
    CreateApiKey: {type: object, required: [owner], properties: {rate_limit: {type: number, minimum: 0.1}, max_count: {type: number, nullable: true}, owner: {type: object}}}
    ApiKey:
      type: object
      required: [id, environment, disabledAt, createdAt, token, any]
      properties:
        id: {type: string}
        environment: {type: object}
        disabledAt: {type: object}
        createdAt: {type: string, format: date-time}
        token: {type: string}
        any: {type: object}
        rateLimit: {type: number, example: 5}
        uses_count: {type: number, example: 5}
        counts: {type: array, items: {type: integer}}
        tags: {type: array, items: {type: string}}
        labels: {type: object, additionalProperties: {type: string}}
    UpdateWebhook: {type: object, properties: {environment: {type: object}, any: {type: object}, basic_auth: {type: object, nullable: true}}}
    Health: {type: object, properties: {}}
    All:
      type: object
      required: [a, b, both, secretToken, e, numbers]
      properties:
        a: {$ref: '#/components/schemas/Health'}
        b: {allOf: [{$ref: '#/components/schemas/Health'}], description: d}
        c: {type: array, items: {$ref: '#/components/schemas/Health'}}
        d: {type: object, additionalProperties: {$ref: '#/components/schemas/Health'}}
        e: {type: object, enum: [x, y, null]}
        f: {type: array, items: {type: object}}
        g: {type: object, format: date-time}
        h: {$ref: '#/components/schemas/Health'}
        i: {type: object, nullable: true, enum: [1, 2]}
        both: {type: object, example: true}
        secretToken: {type: object}
        secretKey: {type: object, example: text}
        numbers: {type: object, example: 5}
        page_count: {type: number, example: 5, nullable: true}
        counts: {type: object, additionalProperties: {type: array, items: {type: integer}}}
    Received:
      type: object
      required: [a, b, both, secretToken, e, numbers]
      properties:
        a: {$ref: '#/components/schemas/Health'}
        b: {allOf: [{$ref: '#/components/schemas/Health'}], description: d}
        d: {type: object, additionalProperties: {$ref: '#/components/schemas/Health'}}
        e: {type: object, enum: [x, y, null]}
        f: {type: array, items: {type: object}}
        g: {type: object, format: date-time}
        both: {type: object, example: true}
        secretToken: {type: object}
        secretKey: {type: object, example: text}
        numbers: {type: object, example: 5}
        page_count: {type: number, example: 5}
        counts: {type: object, additionalProperties: {type: array, items: {type: integer}}}
",
    ),
];

/// A document of OpenAPI 3.1, with what 3.0 has no words for.
pub(crate) const NEWER: &str = "\
openapi: 3.1.0
info: {title: Newer, version: '1'}
paths:
  /things: {$ref: '#/components/pathItems/Things'}
webhooks:
  made: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}, responses: {'200': {description: d}}}}
components:
  pathItems:
    Things:
      parameters: [{name: page, in: query, schema: {type: [integer, 'null'], exclusiveMinimum: 0}}]
      post:
        operationId: make_thing
        requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
        responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  schemas:
    Sent:
      type: object
      required: [name, kind]
      properties:
        name: {type: [string, 'null']}
        kind: {const: sent}
        note: {type: [string, 'null'], examples: [a, b]}
        old: {type: string, nullable: true}
        limit: {$ref: '#/components/schemas/Limit', description: beside}
    Limit: {type: integer, exclusiveMinimum: 0, maximum: 10}
    Thing:
      type: object
      required: [id, kind, name, pair, any]
      $defs:
        Part: {type: object, required: [n], properties: {n: {type: integer}}}
        Leaf: {$anchor: leaf, type: object, properties: {text: {type: [string, 'null']}, leaves: {type: array, items: {$ref: '#leaf'}}}}
      properties:
        id: {type: [string, integer]}
        kind: {const: thing}
        level: {enum: [low, high, null]}
        name: {type: [string, 'null']}
        old: {type: string, nullable: true}
        either: {anyOf: [{$ref: '#/components/schemas/Limit'}, {type: 'null'}]}
        pair: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
        tags: {type: object, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}
        closed: {type: object, properties: {a: {type: string}}, unevaluatedProperties: {type: boolean}}
        card: {type: object, properties: {number: {type: string}, holder: {type: string}}, dependentRequired: {number: [holder]}}
        fee: {type: object, properties: {free: {type: boolean}, cost: {type: number}}, if: {properties: {free: {const: false}}}, then: {required: [cost]}, else: {properties: {cost: false}}}
        picture: {type: string, contentEncoding: base64, contentMediaType: image/png}
        any: true
        never: false
        part: {$ref: '#/components/schemas/Thing/$defs/Part', description: beside, deprecated: true}
        leaf: {$ref: '#leaf'}
";
