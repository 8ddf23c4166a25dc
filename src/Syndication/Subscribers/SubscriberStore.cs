using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Readers as other features see them.</summary>
public sealed class SubscriberStore(Database database)
{
    /// <summary>The reader of an address, whatever the state; null: nobody.</summary>
    public Task<Reader?> FindAsync(EmailAddress address, CancellationToken ct)
    {
        var key = address.Key;
        return FindAsync(subscriber => subscriber.EmailKey == key, ct);
    }

    /// <summary>The reader whose links carry this handle, whatever the state; null: nobody, or erased.</summary>
    public Task<Reader?> FindAsync(byte[] handle, CancellationToken ct) => FindAsync(subscriber => subscriber.Handle == handle, ct);

    /// <summary>The reader of a number; null: erased.</summary>
    public Task<Reader?> FindAsync(SubscriberId id, CancellationToken ct)
    {
        var number = id.Value;
        return FindAsync(subscriber => subscriber.Number == number, ct);
    }

    /// <summary>The language of the reader whose links carry this handle; null: nobody, or erased.</summary>
    public Task<string?> LanguageAsync(byte[] handle, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<Subscriber>().Where(reader => reader.Handle == handle).Select(reader => reader.Language).SingleOrDefaultAsync(token),
            ct
        );

    /// <summary>What was agreed to, when and how, oldest first: a reader's own record.</summary>
    public Task<IReadOnlyList<ConsentEvent>> ConsentsAsync(SubscriberId id, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ConsentEvent>>(
            async (db, token) =>
                await db.Set<ConsentEvent>()
                    .Where(happened => happened.Subscriber == id)
                    .OrderBy(happened => happened.Id)
                    .ToListAsync(token),
            ct
        );

    private Task<Reader?> FindAsync(Expression<Func<Subscriber, bool>> which, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                if (await db.Set<Subscriber>().SingleOrDefaultAsync(which, token) is not { } subscriber)
                    return null;
                var id = subscriber.Id;
                var subscriptions = await db.Set<Subscription>()
                    .Where(subscription => subscription.Subscriber == id)
                    .OrderBy(subscription => subscription.Section)
                    .ToListAsync(token);
                return new Reader(subscriber, subscriptions);
            },
            ct
        );
}
