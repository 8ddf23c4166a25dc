using System.Collections.Concurrent;
using Syndication.Tests.Outbound;

namespace Syndication.Tests.Feeds.WebSub;

/// <summary>A WebSub subscriber on a loopback address.</summary>
public sealed class HubSubscriber : IAsyncDisposable
{
    private readonly LoopbackListener listener;

    public HubSubscriber(string address = "127.0.0.1") => listener = new LoopbackListener(AnswerAsync, address);

    /// <summary>Where it is to be called; it has a query of its own, which must be kept.</summary>
    public string Callback => listener.Address + "/inbox?feed=7";

    public int Connections => listener.Connections;

    /// <summary>What it says to a verification.</summary>
    public Func<string, string> Confirm { get; set; } = challenge => Ok(challenge);

    /// <summary>What it says to a delivery.</summary>
    public Func<LoopbackRequest, Task<string>> Receive { get; set; } = _ => Task.FromResult(Ok(""));

    public ConcurrentQueue<LoopbackRequest> Questions { get; } = new();

    public ConcurrentQueue<LoopbackRequest> Deliveries { get; } = new();

    public static string Ok(string body) => Status("200 OK", body);

    public static string Status(string status, string body = "") => $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task<string> AnswerAsync(LoopbackRequest request)
    {
        if (request.Method == "POST")
        {
            Deliveries.Enqueue(request);
            return await Receive(request);
        }

        Questions.Enqueue(request);
        return Confirm(request.Query.GetValueOrDefault("hub.challenge").ToString());
    }
}
