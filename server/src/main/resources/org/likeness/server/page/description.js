// Shows the description of the interface. A key that is typed in is kept nowhere, and nothing is asked of other sites.
'use strict';
SwaggerUIBundle({
    url: '/v1/openapi.yaml',
    dom_id: '#interface',
    deepLinking: true,
    persistAuthorization: false,
    validatorUrl: null
});
