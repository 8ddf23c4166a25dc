namespace Syndication.Ingest.Sources;

/// <summary>What a pull changes of what is remembered of a source. Assigns, and does nothing else.</summary>
internal static class SourceMemory
{
    // A redirect for good that is seen but once may be a mistake that is taken back within the hour.
    private const int Confirmations = 3;
    private const int LongestReason = 300;

    // An archive of which a page does not come is tried so often as a whole; then it is left at what came, or nothing would ever be news.
    private const int MostBreaks = 5;

    // Whoever comes back after so long brings much that is new here and none of the news.
    private static readonly TimeSpan Silence = TimeSpan.FromDays(30);

    /// <summary>Whether what a source brings now is an archive.</summary>
    public static bool IsFirstPull(SourceRow row, DateTimeOffset now) =>
        row.FirstReadAt is null || (row.LastReadAt < now - Silence && !(row.PushedAt >= now - Silence));

    /// <summary>Writes it down.</summary>
    /// <returns>Until when the host wants to be left alone; null: it said nothing of it.</returns>
    public static DateTimeOffset? Note(SourceRow row, Source source, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        NoteFetch(row, source, pulled, now, bounds);
        // Asked by an operator's hand: it stays ended unless it answers.
        if (row.EndedAt is not null)
            row.DueAt = null;
        if (pulled.Busy is not { RetryAfter: { } wait } busy)
            return null;
        if (SourceSchedule.AfterBusy(row, wait, now) is var rested && row.DueAt < rested)
            row.DueAt = rested;
        // Another host's word, that of a feed which a page leads to, is not this one's.
        return busy.Address.IdnHost == row.Host ? SourceSchedule.HostRest(wait, now) : null;
    }

    /// <summary>Notes what a document says and brought, however it came.</summary>
    public static void NoteDocument(SourceRow row, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        if (pulled is not { Document: { } document, Report: { } report })
            return;
        row.LastChangeAt = report.HasChanges || row.LastChangeAt is null ? now : row.LastChangeAt;
        row.Interval = SourceSchedule.Interval(document, row.Interval, report.HasChanges, now, bounds);
        (row.SkipHours, row.SkipDays) = SourceSchedule.RestOf(document.Terms);
        if (document.Terms?.IsEnded is true)
            End(row, "the document says that it ends here", now);
    }

    private static void NoteFetch(SourceRow row, Source source, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        var fetched = pulled.Fetched;
        var breaks = row.Outcome is SourceOutcome.Read ? row.Failures : 0;
        (row.Outcome, row.Status, row.LastFetchAt) = (fetched.Outcome, fetched.Status, now);
        row.Reason = Shortened(fetched.Reason);
        switch (fetched.Outcome)
        {
            case SourceOutcome.Ended:
                End(row, fetched.Reason, now);
                return;
            case SourceOutcome.Busy:
                row.Failures++;
                row.DueAt = SourceSchedule.AfterBusy(row, fetched.RetryAfter, now);
                return;
            case SourceOutcome.Read or SourceOutcome.NotModified:
                NoteAnswer(row, source, pulled, now, bounds);
                if (pulled.Report is { IsBrokenOff: true, Error: var error } && breaks < MostBreaks && row.EndedAt is null)
                    NoteBreak(row, breaks + 1, error, now);
                return;
            default:
                row.Failures++;
                row.DueAt = SourceSchedule.AfterFailure(row, now);
                return;
        }
    }

    private static void NoteAnswer(SourceRow row, Source source, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        var fetched = pulled.Fetched;
        // What no section takes in yet was not read: once there is one, it comes again, and is an archive still. A list of nothing was read.
        row.FirstReadAt = pulled.Report is { IsUnplaced: true } && IsFirstPull(row, now) ? null : row.FirstReadAt ?? now;
        (row.Failures, row.LastReadAt, row.EndedAt) = (0, now, null);
        if (pulled.Report is { IsUnfinished: true } or { IsUnplaced: true })
            (row.ETag, row.LastModified, row.BodyHash) = (null, null, null);
        else if (fetched.Hash is { } hash)
            (row.ETag, row.LastModified, row.BodyHash) = (fetched.ETag, fetched.LastModified, hash);
        NoteDocument(row, pulled, now, bounds);
        NoteMove(row, fetched.MovedTo);
        if (row.EndedAt is null)
            row.DueAt = SourceSchedule.AfterAnswer(row, source, fetched.FreshFor, now, bounds);
    }

    // What was stored is recognised when the whole archive comes, and is an archive still.
    private static void NoteBreak(SourceRow row, int breaks, string? error, DateTimeOffset now)
    {
        (row.ETag, row.LastModified, row.BodyHash, row.FirstReadAt) = (null, null, null, null);
        (row.Failures, row.Reason) = (breaks, Shortened(error));
        row.DueAt = SourceSchedule.AfterFailure(row, now);
    }

    private static string? Shortened(string? reason) => reason?[..Math.Min(reason.Length, LongestReason)];

    private static void NoteMove(SourceRow row, Uri? moved)
    {
        if (moved is null || moved.AbsoluteUri == row.Address)
        {
            (row.MovedTo, row.MovedSeen) = (null, 0);
            return;
        }

        // Whoever sits on the way can write a redirect where nothing is encrypted: from https there is no way back.
        if (IsSecure(new Uri(row.Address)) && !IsSecure(moved))
        {
            (row.MovedTo, row.MovedSeen) = (moved.AbsoluteUri, 0);
            return;
        }

        row.MovedSeen = row.MovedTo == moved.AbsoluteUri ? row.MovedSeen + 1 : 1;
        row.MovedTo = moved.AbsoluteUri;
        if (row.MovedSeen < Confirmations)
            return;
        (row.Address, row.Host, row.MovedTo, row.MovedSeen) = (moved.AbsoluteUri, moved.IdnHost, null, 0);
    }

    private static bool IsSecure(Uri address) => address.Scheme == Uri.UriSchemeHttps;

    private static void End(SourceRow row, string? reason, DateTimeOffset now) =>
        (row.EndedAt, row.DueAt, row.Outcome, row.Reason, row.Failures) = (now, null, SourceOutcome.Ended, reason, 0);
}
