using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Syndication.Mailboxes;

/// <summary>
/// A folder on an IMAP server. Nothing is marked by reading; what is done with is marked as seen after the commit, and everything else stays as
/// it is.
/// </summary>
internal sealed class ImapMailbox(MailboxOptions options, MailboxMarks marks, MailboxTroubles troubles, TimeProvider clock) : IMailbox
{
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ImapConnection connection = new(options, clock);
    private int known;
    private (uint Validity, long LastUid)? fromBefore;

    public Task<int> ReadAsync(HandleMails handle, CancellationToken ct) =>
        connection.GuardAsync(
            async () =>
            {
                var open = await connection.OpenAsync(ct);
                var mark = await marks.FindAsync(options.Name, open.UidValidity, ct);
                await MarkAsync(open, MailboxMarks.Uids(mark), ct);
                return await ReadAsync(open, mark, handle, ct);
            },
            ct
        );

    public Task WaitAsync(CancellationToken ct) => connection.WaitAsync(known, ct);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<int> ReadAsync(ImapFolder open, MailboxMark mark, HandleMails handle, CancellationToken ct)
    {
        known = open.Count;

        // A range that ends in "*" has the last mail in it even where that is below its beginning.
        var first = (uint)Math.Min(mark.LastUid + 1, uint.MaxValue);
        var found = await open.SearchAsync(SearchQuery.Uids(new UniqueIdRange(open.UidValidity, first, uint.MaxValue)), ct);
        if (fromBefore?.Validity != open.UidValidity)
            fromBefore = (open.UidValidity, await marks.FirstAsync(mark, found.Count == 0 ? 0 : found.Max(uid => uid.Id), ct));
        var (clear, suspects) = troubles.Sort(options, found.Where(uid => uid.Id > mark.LastUid).Order());
        var count = 0;
        foreach (var uids in troubles.Batches(options, clear))
        {
            var sizes = await AskAsync(uids, () => SizesAsync(open, uids, ct), ct);
            var rest = new Queue<UniqueId>(uids);
            while (rest.Count > 0)
            {
                var mails = await AskAsync(uids, () => TakeAsync(open, rest, sizes, ct), ct);
                if (mails.Count == 0)
                    continue;
                count += await ConvictAsync(open, suspects, MailboxMarks.UidOf(mails[^1]), handle, ct);
                count += await HandleAsync(open, mails, handle, ct);
            }
        }

        return count + await TryAsync(open, suspects, handle, ct);
    }

    /// <summary>Asks for the suspects after which no other mail was given: of those that the server refuses, one that it gives after them shows that it is theirs.</summary>
    private async Task<int> TryAsync(ImapFolder open, Queue<UniqueId> suspects, HandleMails handle, CancellationToken ct)
    {
        var count = 0;
        var refused = new List<UniqueId>();
        while (suspects.TryDequeue(out var suspect))
        {
            List<FetchedMail> mails;
            try
            {
                mails = await TakeOneAsync(open, suspect, ct);
            }
            catch (Exception refusal) when (refusal is CommandException or MessageNotFoundException)
            {
                refused.Add(suspect);
                continue;
            }

            // To handle it moves the mark beyond them.
            if (!refused.TrueForAll(uid => troubles.Convict(options, uid, nameof(CommandException))))
                break;
            refused.Clear();
            count += await HandleAsync(open, mails, handle, ct);
        }

        return count;
    }

    /// <summary>Asks for the suspects before a mail that was given, before that one is handled: what does not come now, time and again, is passed over.</summary>
    private async Task<int> ConvictAsync(ImapFolder open, Queue<UniqueId> suspects, long given, HandleMails handle, CancellationToken ct)
    {
        var count = 0;
        while (suspects.TryPeek(out var suspect) && suspect.Id < given)
        {
            suspects.Dequeue();
            List<FetchedMail> mails;
            try
            {
                mails = await TakeOneAsync(open, suspect, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested && ImapConnection.IsBroken(failure))
            {
                troubles.Convict(options, suspect, failure.GetType().Name);
                throw;
            }

            count += await HandleAsync(open, mails, handle, ct);
        }

        return count;
    }

    private async Task<List<FetchedMail>> TakeOneAsync(ImapFolder open, UniqueId uid, CancellationToken ct) =>
        await TakeAsync(open, new Queue<UniqueId>([uid]), await SizesAsync(open, [uid], ct), ct);

    /// <summary>Asks the server for something of mails; where it does not give it, that is noted against them.</summary>
    private async Task<T> AskAsync<T>(IReadOnlyList<UniqueId> uids, Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && ImapConnection.IsBroken(failure))
        {
            troubles.Note(options, uids);
            throw;
        }
    }

    private static async Task<Dictionary<uint, uint>> SizesAsync(ImapFolder open, IList<UniqueId> uids, CancellationToken ct) =>
        (await open.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, ct))
            .Where(summary => summary.UniqueId.IsValid)
            .ToDictionary(summary => summary.UniqueId.Id, summary => summary.Size ?? uint.MaxValue);

    /// <summary>Reads the next mails, whole where they are not too long; one that is gone meanwhile is left out.</summary>
    private async Task<List<FetchedMail>> TakeAsync(
        ImapFolder open,
        Queue<UniqueId> rest,
        Dictionary<uint, uint> sizes,
        CancellationToken ct
    )
    {
        var whole = new List<UniqueId>();
        var capped = new List<UniqueId>();
        for (var bytes = 0L; rest.TryPeek(out var uid) && (bytes == 0 || bytes < MostBytes); rest.Dequeue())
        {
            if (!sizes.TryGetValue(uid.Id, out var size))
                continue;
            (size > options.MaxBytes ? capped : whole).Add(uid);
            bytes += Math.Min(size, options.MaxBytes);
        }

        var mails = new List<FetchedMail>();
        if (whole.Count > 0)
            await open.GetStreamsAsync(whole, async (_, _, uid, stream, token) => mails.Add(await ReadAsync(uid, stream, true, token)), ct);
        foreach (var uid in capped)
        {
            await using var stream = await open.GetStreamAsync(uid, 0, options.MaxBytes, ct);
            mails.Add(await ReadAsync(uid, stream, isWhole: false, ct));
        }

        mails.Sort((one, other) => MailboxMarks.UidOf(one).CompareTo(MailboxMarks.UidOf(other)));
        return mails;
    }

    // The server has said how long it is; that is not taken on trust.
    private async Task<FetchedMail> ReadAsync(UniqueId uid, Stream stream, bool isWhole, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; content.Length < options.MaxBytes && (read = await stream.ReadAsync(chunk, ct)) > 0; )
            content.Write(chunk, 0, (int)Math.Min(read, options.MaxBytes - content.Length));
        return new FetchedMail(MailboxMarks.NameOf(uid.Id), content.GetBuffer().AsMemory(0, (int)content.Length), isWhole)
        {
            IsFromBefore = uid.Id <= fromBefore?.LastUid,
        };
    }

    private async Task<int> HandleAsync(ImapFolder open, List<FetchedMail> mails, HandleMails handle, CancellationToken ct)
    {
        if (mails.Count == 0)
            return 0;
        var last = MailboxMarks.UidOf(mails[^1]);
        var batch = new MailBatch(
            mails,
            (db, taken, token) => MailboxMarks.MoveAsync(db, options.Name, open.UidValidity, last, taken, token)
        );
        await handle(batch, ct);
        await MarkAsync(open, [.. batch.Taken.Select(MailboxMarks.UidOf)], ct);
        return mails.Count;
    }

    private static async Task MarkAsync(ImapFolder open, IReadOnlyList<long> uids, CancellationToken ct)
    {
        if (uids.Count == 0)
            return;
        var ids = uids.Select(uid => new UniqueId(open.UidValidity, (uint)uid)).ToList();
        await open.StoreAsync(ids, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true }, ct);
    }
}
