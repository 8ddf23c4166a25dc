using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations.Access;

namespace Syndication.Tests.Support;

/// <summary>A host with a newsroom system that holds a real key.</summary>
public class NewsroomHost : SyndicationHost
{
    private readonly Lazy<string> key;

    public NewsroomHost() =>
        key = new(() =>
            Services
                .GetRequiredService<ApiKeyStore>()
                .AddAsync("newsroom", KeyRole.Newsroom, CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        );

    public HttpClient CreateNewsroom()
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        return client;
    }
}
