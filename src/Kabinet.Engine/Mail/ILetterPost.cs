using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Mail;

/// <summary>Carries letters out of the installation.</summary>
internal interface ILetterPost
{
    /// <summary>Sends one letter.</summary>
    /// <exception cref="DeliveryDelayedException">The letter did not leave; the same letter may leave later.</exception>
    ValueTask<PostAnswer> Send(OutgoingLetter letter, CancellationToken cancellation);
}

/// <summary>A letter on its way out.</summary>
/// <param name="Id">Id in the log; the message has the same identity at every attempt.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Receiver">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
internal sealed record OutgoingLetter(long Id, DateTime At, string Receiver, string Subject, string Text)
{
    /// <summary>The whole HTML document; null for text only.</summary>
    public string? Html { get; init; }
    /// <summary>Id of the notice that it tells; null for other letters.</summary>
    public long? Notice { get; init; }
    /// <summary>Name of the sender where the address of the sender has none.</summary>
    public string Sender { get; init; } = "";
}

/// <summary>What became of a letter.</summary>
internal abstract record PostAnswer
{
    private PostAnswer() { }

    /// <summary>The mail server has taken it.</summary>
    public sealed record Sent(string Words) : PostAnswer;

    /// <summary>The mail server will never take it.</summary>
    public sealed record Refused(string Words) : PostAnswer;

    /// <summary>The mail server could not be reached a moment ago, and nothing was tried.</summary>
    public sealed record Away(TimeSpan For) : PostAnswer;
}
