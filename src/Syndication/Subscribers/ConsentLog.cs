using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Writes the consent log, in the transaction that does what it says.</summary>
internal sealed class ConsentLog(IOptions<SubscriberOptions> options, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public ConsentEvent Write(PublicationDb db, SubscriberId reader, ConsentAct what, ConsentManner how, long about = 0)
    {
        var happened = New(reader, what, how, about, clock.GetUtcNow(), null, "");
        db.Add(happened);
        return happened;
    }

    public void WriteAsked(PublicationDb db, SubscriberId reader, long about, byte[]? network) =>
        db.Add(New(reader, ConsentAct.Asked, ConsentManner.Page, about, clock.GetUtcNow(), network, ""));

    public void WriteMoved(PublicationDb db, SubscriberId reader, DateTimeOffset at, string how) =>
        db.Add(New(reader, ConsentAct.Moved, ConsentManner.Api, 0, at, null, how));

    private ConsentEvent New(
        SubscriberId reader,
        ConsentAct what,
        ConsentManner how,
        long about,
        DateTimeOffset at,
        byte[]? network,
        string remark
    ) =>
        new()
        {
            Subscriber = reader,
            At = at,
            What = what,
            How = how,
            About = about,
            Wording = options.Value.WordingVersion,
            Network = network,
            Remark = remark,
        };
}
