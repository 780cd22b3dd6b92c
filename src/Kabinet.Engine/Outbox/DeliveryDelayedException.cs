namespace Kabinet.Engine.Outbox;

/// <summary>
/// Another machine did not take what was sent to it, and may take it later. The message is what it said, or why it could not be asked.
/// </summary>
internal sealed class DeliveryDelayedException(string words, Exception? inner = null) : Exception(words, inner);
