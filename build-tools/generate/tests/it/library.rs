//! A document of a server that names classes at random.

/// Books and shelves, of a server that names classes at random.
pub(crate) const LIBRARY: &str = "
paths:
  /books:
    get:
      operationId: BooksController_findAll
      parameters: [{name: status, in: query, schema: {type: string, enum: [kept, lent]}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/BooksPaginatedDto'}}}}}
    post:
      operationId: BooksController_create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewBookDtoV1'}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/0123456789abcdef01234'}}}}}
  /books/{id}:
    get:
      operationId: BooksController_findOne
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/123456789abcdef012345'}}}}}
  /shelves/{id}:
    get:
      operationId: ShelvesController_findOne
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {data: {$ref: '#/components/schemas/ShelfEntityV1'}}}}}}}
  /shelves/{id}/sort:
    post:
      operationId: ShelvesController_sort
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/SortedDto'}}}}}
components:
  schemas:
    BooksPaginatedDto:
      type: object
      required: [data, metadata]
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/BookEntityV1'}}
        metadata: {$ref: '#/components/schemas/PageMetaDto'}
    PageMetaDto: {type: object, properties: {pagination: {type: object, properties: {next_cursor: {type: string, nullable: true}}}}}
    NewBookDtoV1:
      type: object
      required: [title]
      properties:
        title: {type: string}
        status: {type: string, description: Of the new book., enum: [lent, kept]}
        cover: {type: object, properties: {colour: {type: string}}}
    0123456789abcdef01234: {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/BookEntityV1'}}}
    123456789abcdef012345: {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/BookEntityV1'}}}
    BookEntityV1:
      type: object
      required: [id, status]
      properties:
        id: {type: string}
        status: {type: string, description: Of the book., enum: [kept, lent]}
        kind: {type: string, enum: [novel]}
        cover: {type: object, properties: {colour: {type: string}, title: {type: string}}}
    ShelfEntityV1: {type: object, properties: {status: {type: string, enum: [kept, lent]}, kind: {type: string, enum: [open]}}}
    SortedDto: {type: object, properties: {data: {type: object, properties: {moved: {type: integer}}}}}
    UnusedDto: {type: object, properties: {a: {type: string}}}
";
