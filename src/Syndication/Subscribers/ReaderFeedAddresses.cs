using Microsoft.EntityFrameworkCore;
using Syndication.Feeds;
using Syndication.Feeds.Personal;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Where a reader's private feed is found. Its address can be given away by mistake, so the reader can have a new one.</summary>
internal sealed class ReaderFeedAddresses(Database database, ReaderTokens tokens, PersonalFeeds feeds)
{
    /// <summary>The reader's feed in every format, RSS first.</summary>
    public IReadOnlyList<(FeedFormat Format, string Address)> Of(Subscriber reader)
    {
        var token = tokens.Make(TokenPurpose.Feed, reader.Handle, reader.FeedNumber);
        return [.. FeedFormats.All.Select(format => (format, feeds.Address(token, format)))];
    }

    /// <summary>Gives the reader a new address; the former answers 410 from now on.</summary>
    /// <returns>False where nobody has this handle.</returns>
    public Task<bool> RenewAsync(byte[] handle, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, token);
                if (reader is null)
                    return false;
                reader.FeedNumber++;
                return true;
            },
            ct
        );
}
