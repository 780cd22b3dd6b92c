using Kabinet.Engine.Words;

namespace Kabinet.Engine.Mail;

/// <summary>One letter.</summary>
/// <param name="Receiver">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">The letter as plain text.</param>
internal sealed record Letter(string Receiver, string Subject, string Text)
{
    /// <summary>The same as HTML, without the frame around it; null for text only.</summary>
    public string? Html { get; init; }
    /// <summary>Language of its words.</summary>
    public string Language { get; init; } = Languages.Default;
    /// <summary>Person with this address; null when there is none.</summary>
    public long? User { get; init; }
    /// <summary>Id of the notice that it tells; null for other letters.</summary>
    public long? Notice { get; init; }
    /// <summary>Whether it holds a one-time password or a link that lets in.</summary>
    public bool TellsPassword { get; init; }
    /// <summary>Whether the secret in it is a link.</summary>
    public bool TellsLink { get; init; }
}
