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
    public async Task What_the_API_refuses_without_a_word_of_its_own_is_a_problem_document_too()
    {
        using var body = new StringContent("x");

        var answer = await host.CreateClient().PatchAsync("/api/v1/nothing", body);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => host.Dispose();
}
