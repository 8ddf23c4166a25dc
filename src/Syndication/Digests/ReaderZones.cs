using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Gives readers the publication's time zone in place of one that this machine does not know: nobody's mail may hang on that.</summary>
internal sealed partial class ReaderZones(IOptions<PublicationOptions> publication, ILogger<ReaderZones> logger)
{
    /// <summary>Changes the reader as read, not as stored.</summary>
    public void Mend(Subscriber reader)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(reader.Zone, out _))
            return;
        LogUnknownZone(reader.Number, reader.Zone);
        reader.Zone = publication.Value.TimeZone;
    }

    [LoggerMessage(
        EventId = 6002,
        Level = LogLevel.Warning,
        Message = "Reader {Number} has the unknown time zone {Zone}: the publication's is used"
    )]
    private partial void LogUnknownZone(long number, string zone);
}
