using System.Globalization;

namespace Syndication.Mailboxes;

/// <summary>
/// A directory in which each file is a mail. Whoever puts one there writes it under a name that begins with a dot, or elsewhere, and renames
/// it. What is done with is removed after the commit; what is left to a person, or holds what nobody took, goes into a folder below.
/// </summary>
/// <remarks>
/// A reader that dies between commit and removal finds the file again; its content tells whoever handles it that it was handled.
/// </remarks>
/// <param name="directory">Where; made on first use.</param>
/// <param name="options">How much is read at a time.</param>
/// <param name="clock">Waits.</param>
internal sealed class PickupMailbox(string directory, MailboxOptions options, TimeProvider clock) : IMailbox
{
    /// <summary>Where mails go that are left to a person.</summary>
    public const string LeftFolder = "left";

    /// <summary>Where mails go that were taken but for something in them.</summary>
    public const string KeptFolder = "kept";

    private const int MostBytes = 8 * 1024 * 1024;

    public async Task<int> ReadAsync(HandleMails handle, CancellationToken ct)
    {
        try
        {
            var count = 0;
            foreach (var files in Files().Chunk(options.BatchSize))
            {
                var rest = new Queue<FileInfo>(files);
                while (rest.Count > 0)
                    count += await HandleAsync(await TakeAsync(rest, ct), handle, ct);
            }

            return count;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailboxException("The pickup inbox cannot be read: " + failure.Message, failure);
        }
    }

    public Task WaitAsync(CancellationToken ct) => Task.Delay(options.PollEvery, clock, ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Names alone are kept, and in their order: whoever numbers them has them read as numbered.
    private IEnumerable<FileInfo> Files() =>
        Directory
            .CreateDirectory(directory)
            .EnumerateFiles()
            .Where(file => file.Name[0] != '.')
            .Select(file => file.Name)
            .Order(StringComparer.Ordinal)
            .Select(name => new FileInfo(Path.Combine(directory, name)));

    private async Task<List<FetchedMail>> TakeAsync(Queue<FileInfo> files, CancellationToken ct)
    {
        var mails = new List<FetchedMail>();
        for (var bytes = 0L; files.TryPeek(out var file) && (mails.Count == 0 || bytes < MostBytes); files.Dequeue())
        {
            // Another process may have taken it meanwhile.
            if (!file.Exists)
                continue;
            var mail = await ReadAsync(file, ct);
            mails.Add(mail);
            bytes += mail.Content.Length;
        }

        return mails;
    }

    private async Task<FetchedMail> ReadAsync(FileInfo file, CancellationToken ct)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var content = new byte[Math.Min(stream.Length, options.MaxBytes)];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, ct);
        return new FetchedMail(file.Name, content.AsMemory(0, length), stream.Length <= options.MaxBytes);
    }

    private async Task<int> HandleAsync(List<FetchedMail> mails, HandleMails handle, CancellationToken ct)
    {
        if (mails.Count == 0)
            return 0;
        var batch = new MailBatch(mails, (_, _, _) => Task.CompletedTask);
        await handle(batch, ct);
        foreach (var mail in mails)
        {
            if (!batch.Taken.Contains(mail))
                Move(mail.Name, LeftFolder);
            else if (batch.Kept.Contains(mail))
                Move(mail.Name, KeptFolder);
            else
                File.Delete(Path.Combine(directory, mail.Name));
        }

        return mails.Count;
    }

    private void Move(string name, string below)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, below)).FullName;
        var place = Path.Combine(folder, name);

        // Names come again; a person's mail does not go for another's.
        for (var number = 2; File.Exists(place); number++)
            place = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.{number}"));
        File.Move(Path.Combine(directory, name), place);
    }
}
