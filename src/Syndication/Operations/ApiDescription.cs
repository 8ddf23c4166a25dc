using Microsoft.OpenApi;
using Syndication.Ingest;
using Syndication.Ingest.Api;

namespace Syndication.Operations;

/// <summary>What <c>/openapi/v1.json</c> and <c>/docs</c> say of the API.</summary>
internal static class ApiDescription
{
    private const string Bearer = "key";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        Describe(document);
                        return Task.CompletedTask;
                    }
                );
                options.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        if (context.JsonTypeInfo.Type == typeof(ArticleDocument))
                            NameTheId(schema);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    // Not a part of the document, which other ways in fill as well: those take an article's id from elsewhere.
    private static void NameTheId(OpenApiSchema schema) =>
        schema.Properties = new Dictionary<string, IOpenApiSchema>(
            schema.Properties ?? new Dictionary<string, IOpenApiSchema>(),
            StringComparer.Ordinal
        )
        {
            ["id"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = ArticleJson.IdPattern,
                Description = "The newsroom's own id: the same one again is the same article. Needed but in PATCH, whose address has it.",
            },
        };

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Syndication: API for newsroom systems",
            Version = "v1",
            Description =
                "Articles, sections, subscribers, issues, and (with an operator's key) messages. Every call needs a key in the header `Authorization: Bearer KEY`; an operator "
                + "makes one with `keys add NAME`. Without a good key the answer is 401. What is wrong with a request is answered 400 with "
                + "`application/problem+json` that names each field, its value and the rule.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key made with `keys add NAME`.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
    }
}
