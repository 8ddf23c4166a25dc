using Microsoft.Extensions.Options;
using Syndication.Storage;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Writes the consent log, in the transaction that does what it says.</summary>
internal sealed class ConsentLog(IOptions<SubscriberOptions> options, Words words, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public ConsentEvent Write(PublicationDb db, Subscriber reader, ConsentAct what, ConsentManner how, long about = 0)
    {
        var happened = New(reader, what, how, about, clock.GetUtcNow(), null, "");
        db.Add(happened);
        return happened;
    }

    public void WriteAsked(PublicationDb db, Subscriber reader, long about, byte[]? network) =>
        db.Add(New(reader, ConsentAct.Asked, ConsentManner.Page, about, clock.GetUtcNow(), network, ""));

    public void WriteMoved(PublicationDb db, Subscriber reader, DateTimeOffset at, string remark, ConsentManner how, long about) =>
        db.Add(New(reader, ConsentAct.Moved, how, about, at, null, remark));

    private ConsentEvent New(
        Subscriber reader,
        ConsentAct what,
        ConsentManner how,
        long about,
        DateTimeOffset at,
        byte[]? network,
        string remark
    ) =>
        new()
        {
            Subscriber = reader.Id,
            At = at,
            What = what,
            How = how,
            About = about,
            Wording = $"{options.Value.WordingVersion}/{reader.Language}/{words.VersionOf(reader.Language)}",
            Network = network,
            Remark = remark,
        };
}
