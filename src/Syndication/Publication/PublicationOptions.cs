using System.ComponentModel.DataAnnotations;

namespace Syndication.Publication;

/// <summary>The publication as a whole.</summary>
public sealed class PublicationOptions
{
    /// <summary>Absolute http(s) address that readers reach the service under, without a path; every link is made from it.</summary>
    [Required]
    public string BaseAddress { get; set; } = "http://localhost:5080";

    /// <summary>Shown in feeds, pages and mails; 1 to 200 characters.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Name { get; set; } = "Our Publication";

    /// <summary>One or two sentences on what it publishes.</summary>
    [StringLength(1000)]
    public string Description { get; set; } = "";

    /// <summary>IANA time zone that the publication's days begin in.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>BCP 47 tag of the language that articles are in unless they say otherwise.</summary>
    [Required]
    public string Language { get; set; } = "en";

    /// <summary>From of every mail: <c>Name &lt;address&gt;</c> or an address.</summary>
    [Required]
    public string Sender { get; set; } = "Our Publication <news@localhost.localdomain>";

    /// <summary>Where a reader's reply goes; empty: to the sender.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>Postal address printed at the foot of every mail (CAN-SPAM, 15 U.S.C. 7704(a)(5)).</summary>
    [StringLength(500)]
    public string PostalAddress { get; set; } = "";
}
