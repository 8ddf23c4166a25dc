using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Ingest.Formats;
using Syndication.Tests.Outbound;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>A server of sources on loopback; what it answers is said by path.</summary>
public sealed class SourceServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Written = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private readonly LoopbackListener listener;

    public SourceServer(string address = "127.0.0.1") =>
        listener = new LoopbackListener(
            request => Task.FromResult((Answers.GetValueOrDefault(request.Path) ?? NotFound)(request)),
            address
        );

    public Dictionary<string, Func<LoopbackRequest, string>> Answers { get; } = new(StringComparer.Ordinal);

    public int Connections => listener.Connections;

    public IReadOnlyList<LoopbackRequest> Requests => [.. listener.Requests];

    public string At(string path) => listener.Address + path;

    public IReadOnlyList<LoopbackRequest> RequestsFor(string path) => [.. listener.Requests.Where(request => request.Path == path)];

    /// <summary>Answers with a document of these pieces from now on.</summary>
    public void Serve(string path, params string[] headersAndItems) => Answers[path] = _ => Ok(Feed(headersAndItems));

    public static string Ok(string body, params string[] headers) => Status("200 OK", body, headers);

    public static string Status(string status, string body = "", params string[] headers) =>
        string.Concat(
            $"HTTP/1.1 {status}\r\n",
            string.Concat(headers.Select(header => header + "\r\n")),
            $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n",
            Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body))
        );

    /// <summary>An answer whose body is packed.</summary>
    public static string Packed(byte[] body, string coding, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n"
        + Encoding.Latin1.GetString(body);

    public static string Feed(params string[] titles) => Feed(new FeedTerms(), titles);

    internal static string Feed(FeedTerms terms, params string[] titles) => Document(terms, [.. titles.Select(title => Item(title))]);

    internal static SourceItem Item(string title, DateTimeOffset? published = null) =>
        new()
        {
            Id = "id:" + title.Split('|')[0],
            Title = title.Split('|')[0],
            ContentHtml = $"<p>What happened: {title}.</p>",
            Published = published,
        };

    internal static string Document(FeedTerms terms, params SourceItem[] items) =>
        JsonSerializer.Serialize(
            new SourceDocument
            {
                Kind = SourceKinds.Rss,
                Title = "A feed of tests",
                Items = items,
                Terms = terms,
            },
            Written
        );

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private static string NotFound(LoopbackRequest request) => Status("404 Not Found");
}
