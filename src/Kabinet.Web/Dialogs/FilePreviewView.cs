namespace Kabinet.Web.Dialogs;

/// <summary>A file looked at over its page, with the files of its group before and after it.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Source">Its bytes, to be shown.</param>
/// <param name="Href">Where it is downloaded.</param>
/// <param name="Back">The record's page.</param>
/// <param name="IsPdf">A PDF; otherwise a picture.</param>
internal sealed record FilePreviewView(string Name, string Source, string Href, string Back, bool IsPdf)
{
    public string? PreviousHref { get; init; }
    public string? NextHref { get; init; }
}
