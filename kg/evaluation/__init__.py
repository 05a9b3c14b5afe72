"""Precision, recall and F1 of what is found in articles whose right answer is known."""

from kg.evaluation.figures import Change, Figures, Rate, compare, error_key, figures, load_figures, save_figures
from kg.evaluation.gold import GoldArticle, load_gold
from kg.evaluation.reliability import Reliability, by_confidence, by_rule
from kg.evaluation.score import ArticleScore, Error, score

__all__ = [
    "ArticleScore",
    "Change",
    "Error",
    "Figures",
    "GoldArticle",
    "Rate",
    "Reliability",
    "by_confidence",
    "by_rule",
    "compare",
    "error_key",
    "figures",
    "load_figures",
    "load_gold",
    "save_figures",
    "score",
]
