using Microsoft.OpenApi;
using Scalar.AspNetCore;

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
            }
        );

    /// <summary><c>/docs</c>: the description as a page, without the buttons that lead to its maker's own services.</summary>
    public static void MapApiPage(this IEndpointRouteBuilder app) =>
        app.MapScalarApiReference(
                "/docs",
                page =>
                {
                    page.Title = "Syndication: API";
                    page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
                    page.Agent = new ScalarAgentOptions { Disabled = true };
                    page.Mcp = new ScalarMcpOptions { Disabled = true };
                    page.HideClientButton = true;
                    page.Telemetry = false;
                }
            )
            .ExcludeFromDescription();

    /// <summary>Says what would be right where the routing refused a request by its status alone.</summary>
    public static void SayTheRule(ProblemDetailsContext refused)
    {
        var (problem, http) = (refused.ProblemDetails, refused.HttpContext);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status405MethodNotAllowed => $"This address takes {http.Response.Headers.Allow}, not {http.Request.Method}.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header \"Content-Type: application/json\".",
            _ => null,
        };
    }

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
