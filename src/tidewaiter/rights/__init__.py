"""Human rights beside sanctions: what the Commission of Inquiry asked for, and of whom."""

from tidewaiter.rights.recommendations import Recommendation, Recommendations, load_recommendations

__all__ = ["Recommendation", "Recommendations", "load_recommendations"]
