using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

public sealed class ApiDescriptionTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task The_description_has_the_API_alone_and_says_how_to_hold_a_key()
    {
        using var document = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/openapi/v1.json"));

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/articles", paths);
        Assert.All(paths, path => Assert.StartsWith("/api/v1/", path, StringComparison.Ordinal));
        var scheme = document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("key");
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.Equal(1, document.RootElement.GetProperty("security").GetArrayLength());
    }

    [Fact]
    public async Task Each_operation_says_what_it_does_and_how_it_answers_when_all_is_well()
    {
        using var document = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/openapi/v1.json"));

        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name}");
                Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name[0] == '2');
            }
        }
    }

    [Fact]
    public async Task Each_parameter_has_a_name_as_fields_have()
    {
        using var document = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/openapi/v1.json"));

        var names = document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .SelectMany(operation => operation.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [])
            .Select(parameter => parameter.GetProperty("name").GetString()!)
            .Distinct()
            .ToList();
        Assert.Contains("article", names);
        Assert.All(names, name => Assert.True(char.IsLower(name[0]), name));
    }

    [Fact]
    public async Task An_article_is_described_with_every_field_that_is_read()
    {
        using var document = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/openapi/v1.json"));

        var fields = document
            .RootElement.GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("SentArticle")
            .GetProperty("properties");
        Assert.Equal(
            [
                "announce",
                "authors",
                "bodyHtml",
                "bodyMarkdown",
                "bodyText",
                "correction",
                "draft",
                "enclosures",
                "expiresAt",
                "id",
                "image",
                "language",
                "publishedAt",
                "section",
                "sections",
                "slug",
                "summary",
                "tags",
                "title",
                "updatedAt",
                "url",
            ],
            fields.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_posted_is_described_with_the_id_that_it_needs()
    {
        using var document = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/openapi/v1.json"));

        var sent = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("SentArticle");
        Assert.Equal("id", Assert.Single(sent.GetProperty("required").EnumerateArray()).GetString());
        Assert.True(sent.GetProperty("properties").TryGetProperty("title", out _));
        var paths = document.RootElement.GetProperty("paths");
        var post = paths.GetProperty("/api/v1/articles").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        Assert.EndsWith("/SentArticle", post.GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        var batch = paths.GetProperty("/api/v1/articles:batch").GetProperty("post").GetProperty("responses");
        Assert.Equal(["200", "207", "400"], batch.EnumerateObject().Select(answer => answer.Name).Order());
    }

    [Fact]
    public async Task The_page_of_the_API_offers_nothing_of_its_makers_own_services()
    {
        var page = await host.CreateClient().GetStringAsync("/docs/");

        Assert.Contains("\"showDeveloperTools\":\"never\"", page, StringComparison.Ordinal);
        Assert.Contains("\"agent\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.Contains("\"mcp\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_API_refuses_without_a_word_of_its_own_is_a_problem_document_too()
    {
        using var body = new StringContent("x");

        var answer = await host.CreateClient().PatchAsync("/api/v1/nothing", body);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => host.Dispose();
}
