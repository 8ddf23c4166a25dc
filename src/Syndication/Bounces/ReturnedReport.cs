using System.Security.Cryptography;
using System.Text;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces;

/// <summary>A report as it came in, by whichever way, before it is known whether it is about a message of ours.</summary>
internal sealed record ReturnedReport
{
    /// <summary>The mailbox as a source; providers have their own names.</summary>
    public const string Mailbox = "mailbox";

    /// <summary>By which way it came.</summary>
    public required string Source { get; init; }

    /// <summary>What makes two reports the same one.</summary>
    public required byte[] Key { get; init; }

    /// <summary>What it says; at least one verdict. An address in one never says whose it is.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <inheritdoc cref="Report.IsGuess"/>
    public bool IsGuess { get; init; }

    /// <summary>What may be tokens of ours, from the addresses that it came to and the Message-IDs that it returns.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The relay's own number for the message, where whoever sent the report has proved to be the relay; null: no such proof.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Its text, for operators.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The key of a report that is known by its bytes.</summary>
    public static byte[] KeyOf(ReadOnlySpan<byte> content) => SHA256.HashData(content);

    /// <summary>The key of a report that its provider numbers.</summary>
    public static byte[] KeyOf(string provider, string number) => SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\n{number}"));
}

/// <summary>A relay's own number for a message.</summary>
/// <param name="Ids">The forms in which the relay may have said it.</param>
/// <param name="Relay">The relay's name; empty: any.</param>
internal sealed record QueueName(IReadOnlyList<string> Ids, string Relay);
