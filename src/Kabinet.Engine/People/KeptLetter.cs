namespace Kabinet.Engine.People;

/// <summary>A letter in the log.</summary>
/// <param name="Id">Id; grows with time.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Receiver">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
public sealed record KeptLetter(long Id, DateTime At, string Receiver, string Subject, string Text)
{
    /// <summary>The letter as HTML without its frame; null for text only.</summary>
    public string? Html { get; init; }
    /// <summary>Language of its words; null in letters of older versions.</summary>
    public string? Language { get; init; }
    /// <summary>Person with this address; null when there is none.</summary>
    public long? User { get; init; }
    /// <summary>State of the one-time password in it.</summary>
    public LetterPassword Password { get; init; }
    /// <summary>What became of it.</summary>
    public LetterState State { get; init; }
    /// <summary>When the mail server took it, UTC.</summary>
    public DateTime? SentAt { get; init; }
    /// <summary>What the mail server said last, or why it could not be asked; null before the first attempt.</summary>
    public string? Answer { get; init; }
    /// <summary>The next attempt, UTC; null where there is none.</summary>
    public DateTime? NextAt { get; init; }
}

/// <summary>What became of a letter.</summary>
public enum LetterState
{
    /// <summary>There was no mail server; the letter is in the log only.</summary>
    Kept,
    /// <summary>The letter will be sent.</summary>
    Waiting,
    /// <summary>The mail server has taken it.</summary>
    Sent,
    /// <summary>The mail server will never take it.</summary>
    Refused,
    /// <summary>All attempts have failed.</summary>
    GivenUp,
}

/// <summary>State of the one-time password in a letter.</summary>
public enum LetterPassword
{
    /// <summary>The letter has no password.</summary>
    None,
    /// <summary>The password waits for the first sign-in.</summary>
    Waiting,
    /// <summary>The password was changed or replaced, or has expired.</summary>
    Spent,
}

/// <summary>Which letters to list.</summary>
/// <param name="Before">Only letters with a smaller id; null for the newest.</param>
/// <param name="Limit">At most this many.</param>
public sealed record LetterQuery(long? Before, int Limit)
{
    /// <summary>Words that receiver or subject contain; null for all.</summary>
    public string? Search { get; init; }
    /// <summary>Only letters that did not leave: refused or given up.</summary>
    public bool OnlyFailed { get; init; }
}
