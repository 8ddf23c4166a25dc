using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Subscribers.Lists;

/// <summary>Tells addresses of one list apart in eight bytes each, so that a dry run over millions fits into memory.</summary>
internal static class AddressMark
{
    /// <summary>Two addresses have the same mark once in more rows than any list has.</summary>
    public static ulong Of(string emailKey) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(emailKey)));
}
