namespace Syndication.Ingest.Sources;

/// <summary>What a pull changes of what is remembered of a source. Assigns, and does nothing else.</summary>
internal static class SourceMemory
{
    // A redirect for good that is seen but once may be a mistake that is taken back within the hour.
    private const int Confirmations = 3;
    private const int LongestReason = 300;

    /// <summary>Writes it down.</summary>
    public static void Note(SourceRow row, Source source, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        NoteFetch(row, source, pulled, now, bounds);
        // Asked by an operator's hand: it stays ended unless it answers.
        if (row.EndedAt is not null)
            row.DueAt = null;
    }

    /// <summary>Notes what a document says and brought, however it came.</summary>
    public static void NoteDocument(SourceRow row, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        if (pulled is not { Document: { } document, Report: { } report })
            return;
        row.FirstReadAt ??= now;
        row.LastChangeAt = report.HasChanges || row.LastChangeAt is null ? now : row.LastChangeAt;
        row.Interval = SourceSchedule.Interval(document, row.Interval, report.HasChanges, now, bounds);
        (row.SkipHours, row.SkipDays) = SourceSchedule.RestOf(document.Terms);
        if (document.Terms?.IsEnded is true)
            End(row, "the document says that it ends here", now);
    }

    private static void NoteFetch(SourceRow row, Source source, Pulled pulled, DateTimeOffset now, PullOptions bounds)
    {
        var fetched = pulled.Fetched;
        (row.Outcome, row.Status, row.LastFetchAt) = (fetched.Outcome, fetched.Status, now);
        row.Reason = fetched.Reason is { } reason ? reason[..Math.Min(reason.Length, LongestReason)] : null;
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
        (row.Failures, row.LastReadAt, row.EndedAt) = (0, now, null);
        // A list of nothing was read too.
        row.FirstReadAt ??= now;
        if (fetched.Hash is { } hash)
            (row.ETag, row.LastModified, row.BodyHash) = (fetched.ETag, fetched.LastModified, hash);
        NoteDocument(row, pulled, now, bounds);
        if (source.Kind is SourceKind.Feed)
            NoteMove(row, fetched.MovedTo);
        if (row.EndedAt is null)
            row.DueAt = SourceSchedule.AfterAnswer(row, source, fetched.FreshFor, now, bounds);
    }

    private static void NoteMove(SourceRow row, Uri? moved)
    {
        // Whoever sits on the way can write a redirect where nothing is encrypted: from https there is no way back.
        if (moved is null || moved.AbsoluteUri == row.Address || (IsSecure(new Uri(row.Address)) && !IsSecure(moved)))
        {
            (row.MovedTo, row.MovedSeen) = (null, 0);
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
