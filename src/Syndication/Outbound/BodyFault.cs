namespace Syndication.Outbound;

/// <summary>Why the body of an answer was not read to its end.</summary>
internal enum BodyFault
{
    /// <summary>More bytes on the wire than the request reads.</summary>
    TooLong,

    /// <summary>More bytes once unpacked than the request takes.</summary>
    TooLongUnpacked,

    /// <summary>Unpacks to far more than anything that is written for readers.</summary>
    Bomb,

    /// <summary>Packed by a coding that is not known here, or not packed by the one that was named.</summary>
    Coding,
}
