using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Mailboxes;

/// <summary>Remembers how far folders have been read.</summary>
internal sealed class MailboxMarks(Database database)
{
    // No folder's name on a server ends in a line (RFC 9051, section 5.1).
    private const string FirstSuffix = "\nfirst";

    /// <summary>How far a folder was read; from the beginning, where it is new or its UIDs no longer hold.</summary>
    public Task<MailboxMark> FindAsync(string name, uint validity, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await db.Set<MailboxMark>().SingleOrDefaultAsync(mark => mark.Name == name && mark.UidValidity == validity, token)
                ?? new MailboxMark { Name = name, UidValidity = validity },
            ct
        );

    /// <summary>The last UID of what lay in a folder before it was read for the first time; noted then. Safe to run again.</summary>
    /// <param name="mark">As it was found.</param>
    /// <param name="last">The last UID that is there now.</param>
    /// <param name="ct">Cancels.</param>
    public Task<long> FirstAsync(MailboxMark mark, long last, CancellationToken ct)
    {
        var (name, validity) = (mark.Name + FirstSuffix, mark.UidValidity);
        return database.WriteAsync(
            async (db, token) =>
            {
                var first = await db.Set<MailboxMark>().SingleOrDefaultAsync(found => found.Name == name, token);
                if (first?.UidValidity == validity)
                    return first.LastUid;
                first ??= db.Add(new MailboxMark { Name = name }).Entity;
                // A folder that was read before these notes were kept: what is new in it is new.
                (first.UidValidity, first.LastUid) = (validity, mark.LastUid > 0 ? 0 : last);
                return first.LastUid;
            },
            ct
        );
    }

    /// <summary>
    /// Moves a mark on, in the caller's transaction. What was noted as unmarked before has been marked by now: that comes first, always.
    /// </summary>
    public static async Task MoveAsync(
        PublicationDb db,
        string name,
        uint validity,
        long last,
        IReadOnlyCollection<FetchedMail> taken,
        CancellationToken ct
    )
    {
        var mark = await db.Set<MailboxMark>().SingleOrDefaultAsync(found => found.Name == name, ct);
        if (mark is null)
            db.Add(mark = new MailboxMark { Name = name });

        // Of two readers of one folder, the slower one does not take the mark back.
        mark.LastUid = mark.UidValidity == validity ? Math.Max(mark.LastUid, last) : last;
        mark.UidValidity = validity;
        mark.Unmarked = string.Join(',', taken.Select(mail => mail.Name));
    }

    /// <summary>The UIDs that may not be marked as seen yet.</summary>
    public static IReadOnlyList<long> Uids(MailboxMark mark) =>
        [.. mark.Unmarked.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(uid => long.Parse(uid, CultureInfo.InvariantCulture))];

    public static string NameOf(uint uid) => uid.ToString(CultureInfo.InvariantCulture);

    public static long UidOf(FetchedMail mail) => long.Parse(mail.Name, CultureInfo.InvariantCulture);
}
