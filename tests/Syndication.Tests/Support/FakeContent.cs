using System.Collections.Concurrent;
using Syndication.Delivery;

namespace Syndication.Tests.Support;

/// <summary>Composes a plain mail for whoever is asked for: the place where digests and confirmations plug in.</summary>
public sealed class FakeContent(MessageStream stream) : IMessageContent
{
    public MessageStream Stream => stream;

    /// <summary>What to answer for some recipients.</summary>
    public ConcurrentDictionary<long, Func<Composition>> Answers { get; } = new();

    /// <summary>What was asked for, with the version that a repeat must carry.</summary>
    public ConcurrentQueue<(MessageKey Key, int? Version)> Asked { get; } = new();

    /// <summary>The version that is current.</summary>
    public int Version { get; set; } = 1;

    public Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct)
    {
        Asked.Enqueue((key, null));
        return Task.FromResult(Answer(key, Version));
    }

    public Task<Composition> ComposeAsync(MessageKey key, int version, CancellationToken ct)
    {
        Asked.Enqueue((key, version));
        return Task.FromResult(Answer(key, version));
    }

    public static OutgoingMail Mail(MessageKey key, int version = 1) =>
        new()
        {
            To = $"reader{key.Recipient}@inbox.test",
            Subject = $"{key.Stream} {key.Group}, version {version}",
            Body = new MailBody { Text = "Good morning.", Language = "en" },
            Date = SyndicationHost.Start,
            Version = version,
        };

    private Composition Answer(MessageKey key, int version) =>
        Answers.TryGetValue(key.Recipient, out var answer) ? answer() : new Composition.Ready(Mail(key, version));
}
