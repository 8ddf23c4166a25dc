using System.Globalization;

namespace Syndication.Operations.Messages;

/// <summary>A history as plain lines: one for each message, below it one for each attempt.</summary>
internal static class MessageLines
{
    public static IEnumerable<string> Of(ReaderHistory history)
    {
        yield return $"reader: {history.State ?? "none"}";
        if (history.Suppression is { } suppression)
            yield return $"suppressed: {suppression.Reason}, since {Time(suppression.At)}";
        foreach (var message in history.Messages)
        {
            yield return Line(message);
            foreach (var attempt in message.Attempts)
                yield return "  " + Line(attempt);
        }
    }

    private static string Line(MessageView message) =>
        Joined(
            message.Number.ToString(CultureInfo.InvariantCulture),
            message.Stream,
            message.Issue,
            message.Title,
            message.State,
            $"queued {Time(message.QueuedAt)}",
            message.NextAttemptAt is { } next ? $"next {Time(next)}" : null,
            message.DoneAt is { } done ? $"done {Time(done)}" : null,
            message.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"version {version}") : null,
            message.Doubts > 0 ? string.Create(CultureInfo.InvariantCulture, $"doubts {message.Doubts}") : null,
            message.Repeats > 0 ? string.Create(CultureInfo.InvariantCulture, $"repeats {message.Repeats}") : null,
            message.LastReply
        );

    private static string Line(AttemptView attempt) =>
        Joined(
            Time(attempt.At),
            attempt.Relay,
            attempt.Outcome,
            attempt.Code?.ToString(CultureInfo.InvariantCulture),
            attempt.EnhancedCode,
            attempt.Text,
            attempt.QueueId is { } queue ? $"queue {queue}" : null
        );

    private static string Joined(params string?[] fields) => string.Join('\t', fields.Where(field => !string.IsNullOrEmpty(field)));

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
